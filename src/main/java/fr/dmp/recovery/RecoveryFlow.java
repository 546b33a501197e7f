package fr.dmp.recovery;

import java.util.UUID;

/** What moves a recovery on, step after step, while people and deadlines are in play. */
public interface RecoveryFlow {

    void startByForm(UUID recovery, String reference);

    /** The holder chose a password. */
    void recovered(UUID recovery);

    /** A known contact stopped it. */
    void cancelled(UUID recovery);
}
