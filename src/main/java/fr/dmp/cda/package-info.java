/** How a CDA R2 document, which may be hostile, becomes a tree: for deliveries and deposits alike. Depends on no other module. */
@ApplicationModule(
        displayName = "cda",
        allowedDependencies = {})
@NullMarked
package fr.dmp.cda;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
