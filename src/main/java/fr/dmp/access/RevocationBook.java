package fr.dmp.access;

import java.util.UUID;

/** The revocations as they are kept. All methods want a transaction, and the record to be entered before. */
public interface RevocationBook {

    void add(Revocation revocation);

    Revocation get(UUID record, UUID id);

    void settle(UUID record, UUID id, Revocation.State as);
}
