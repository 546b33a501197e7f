/** Keys and encryption: the house's keys outside the database, the one that signs among them; each record's key within, wrapped. Depends on no other module. */
@ApplicationModule(
        displayName = "vault",
        allowedDependencies = {})
@NullMarked
package fr.dmp.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
