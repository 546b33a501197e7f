/** What nomenclatures call their codes, by date, and labels that a layman can read. Depends on no other module. */
@ApplicationModule(
        displayName = "reference",
        allowedDependencies = {})
@NullMarked
package fr.dmp.reference;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
