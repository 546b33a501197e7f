/** What every request passes: the ports and addresses that answer, and the keys that make a repeated request harmless. Depends on refusals and on the keys. */
@ApplicationModule(
        displayName = "gate",
        allowedDependencies = {"refusal", "vault"})
@NullMarked
package fr.dmp.gate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
