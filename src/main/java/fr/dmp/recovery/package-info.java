/**
 * Lost credentials: by the 3646 or by form, a new secret goes to a contact already on file, and old contacts can stop it.
 * Depends on the foundations, on credentials and on which record a person has.
 */
@ApplicationModule(
        displayName = "recovery",
        allowedDependencies = {"refusal", "gate", "vault", "audit", "identity", "notice", "engine", "signin", "record"})
@NullMarked
package fr.dmp.recovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
