package fr.dmp.record;

import fr.dmp.audit.Actor;
import java.util.UUID;

/** What the form of a caseworker's task must show of a creation. */
public interface Casework {

    /**
     * The case, traced under its record. The traits stand in it only as long as they are to be compared.
     *
     * @throws fr.dmp.refusal.Refusal {@code not-found}
     */
    CaseFile show(UUID creation, Actor caseworker);
}
