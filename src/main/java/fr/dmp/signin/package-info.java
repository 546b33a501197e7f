/** How a holder proves who they are: identifier, password, one-time codes, sessions and tokens; and how a professional does: the tokens of their provider, and the sign-in by it. Depends on the foundations alone. */
@ApplicationModule(
        displayName = "signin",
        allowedDependencies = {"refusal", "gate", "vault", "audit", "identity", "notice", "engine"})
@NullMarked
package fr.dmp.signin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
