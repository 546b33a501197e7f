/** The pages of holders, and those of professionals under {@code /pro}. Nothing depends on it. */
@ApplicationModule(
        displayName = "portal",
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
            "recovery",
            "emergency",
            "document",
            "claims"
        })
@NullMarked
package fr.dmp.portal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
