/** The one decision: may this actor, in this mode, see this thing of this record, now, and on which ground? Depends on the foundations and on who has signed in. */
@ApplicationModule(
        displayName = "access",
        allowedDependencies = {
            "refusal",
            "gate",
            "vault",
            "audit",
            "identity",
            "notice",
            "engine",
            "reference",
            "signin"
        })
@NullMarked
package fr.dmp.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
