/** Insured people as the Assurance Maladie delivers them, professionals of the directory, and who represents or treats whom. Depends on keys and refusals. */
@ApplicationModule(
        displayName = "identity",
        allowedDependencies = {"vault", "refusal"})
@NullMarked
package fr.dmp.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
