/**
 * The published description of the process API, for those who write clients: as JSON and as a page. Depends on no other
 * module; it reads what the calls say of themselves.
 */
@ApplicationModule(
        displayName = "contract",
        allowedDependencies = {})
@NullMarked
package fr.dmp.contract;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
