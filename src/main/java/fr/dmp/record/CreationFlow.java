package fr.dmp.record;

import java.util.UUID;

/** What moves a creation on, step after step, while people and deadlines are in play. */
public interface CreationFlow {

    void startOnline(UUID creation);

    void startForProfessional(UUID creation);

    void contactProved(UUID creation);
}
