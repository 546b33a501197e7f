/** Emergencies: the card by which a record is found without its holder's word. Depends on the foundations, on sign-in, the decision and the records. */
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
            "record"
        })
@NullMarked
package fr.dmp.emergency;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
