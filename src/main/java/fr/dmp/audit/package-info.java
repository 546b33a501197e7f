/** Who did what, when, why, on which ground; a chain per record. Depends on no other module. */
@ApplicationModule(
        displayName = "audit",
        allowedDependencies = {})
@NullMarked
package fr.dmp.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
