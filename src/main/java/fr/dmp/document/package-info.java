/** Documents: what their content is, and what is refused. Depends on refusals, on turns and on how CDA is read. */
@ApplicationModule(
        displayName = "document",
        allowedDependencies = {"refusal", "gate", "cda"})
@NullMarked
package fr.dmp.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
