/** What a start in production must have, and what it must not: it is checked before anything else is made. Depends on no other module. */
@ApplicationModule(
        displayName = "production",
        allowedDependencies = {})
@NullMarked
package fr.dmp.production;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
