/** Why something that was asked for can't be done, in the user's words, and how each surface tells it. Depends on no other module. */
@ApplicationModule(
        displayName = "refusal",
        allowedDependencies = {})
@NullMarked
package fr.dmp.refusal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
