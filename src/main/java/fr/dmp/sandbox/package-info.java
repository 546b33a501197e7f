/** Everything that stands outside of the program, played inside it: a database, people, their phones and mailboxes, the professionals' identity provider, a clock that can be moved. Nothing depends on it, and no production start contains it. */
@ApplicationModule(
        displayName = "sandbox",
        allowedDependencies = {
            "refusal",
            "gate",
            "vault",
            "audit",
            "identity",
            "notice",
            "engine",
            "reference",
            "signin",
            "access",
            "record",
            "claims"
        })
@NullMarked
package fr.dmp.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
