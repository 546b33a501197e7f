/**
 * Documents: deposit, versions, reading, visibility, masking, archive. Depends on the foundations, on how CDA is read, on the
 * decision, on records and on who has signed in.
 */
@ApplicationModule(
        displayName = "document",
        allowedDependencies = {
            "refusal",
            "gate",
            "vault",
            "audit",
            "identity",
            "notice",
            "engine",
            "reference",
            "cda",
            "signin",
            "access",
            "record"
        })
@NullMarked
package fr.dmp.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
