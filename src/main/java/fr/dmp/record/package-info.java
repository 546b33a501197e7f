/** The record's life and status, the consent, the emergency settings, and its creation. Depends on the foundations, on sign-in for the credentials it hands out, and on the decision. */
@ApplicationModule(
        displayName = "record",
        allowedDependencies = {"refusal", "gate", "vault", "audit", "identity", "notice", "engine", "signin", "access"})
@NullMarked
package fr.dmp.record;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
