/** The process engine's set-up, its guards, and the one translator of a domain refusal into a BPMN error. Depends on refusals and the ports. */
@ApplicationModule(
        displayName = "engine",
        allowedDependencies = {"refusal", "gate"})
@NullMarked
package fr.dmp.engine;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
