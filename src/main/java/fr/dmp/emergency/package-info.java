/**
 * Emergency accesses: break-glass and the SAMU's, and what answers for each: who is told, the review, the holder's contest;
 * and the card by which a record is found. Depends on the foundations, on the decision, on records, on what is read first of them, and on who has signed in.
 */
@ApplicationModule(
        displayName = "emergency",
        allowedDependencies = {
            "refusal",
            "gate",
            "vault",
            "audit",
            "identity",
            "notice",
            "engine",
            "reference",
            "signin",
            "access",
            "record",
            "document",
            "claims"
        })
@NullMarked
package fr.dmp.emergency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
