package fr.dmp.record;

import fr.dmp.audit.Actor;
import java.util.UUID;

/** Where a person stands before a caseworker. */
public interface Counter {

    /**
     * Begins a creation; the form's process goes on with it.
     *
     * @throws fr.dmp.refusal.Refusal {@code consent-required}, {@code invalid-input}
     */
    UUID begin(Application application, Actor caseworker);
}
