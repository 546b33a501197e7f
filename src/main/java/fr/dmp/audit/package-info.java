/**
 * Who did what, when, why, on which ground; a chain per record, and signed checkpoints over all of them, which a witness
 * outside of the database has too. Depends on refusals, on the key that signs and on the locks of sweeps.
 */
@ApplicationModule(
        displayName = "audit",
        allowedDependencies = {"refusal", "vault", "gate"})
@NullMarked
package fr.dmp.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
