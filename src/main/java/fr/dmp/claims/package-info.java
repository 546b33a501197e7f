/** The care history of the last twelve months: what the Assurance Maladie delivers, and how it is read. Depends on the foundations, on labels, on the decision and on open records. */
@ApplicationModule(
        displayName = "claims",
        allowedDependencies = {
            "refusal",
            "gate",
            "vault",
            "audit",
            "identity",
            "notice",
            "engine",
            "reference",
            "cda",
            "signin",
            "access",
            "record"
        })
@NullMarked
package fr.dmp.claims;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
