package fr.dmp.signin;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The credentials of all records, and the networks that their holders are known from. */
public interface KeptCredentials {

    /** Adds a credential; false where the identifier is somebody else's already. */
    boolean add(UUID record, UUID person, byte[] digest, byte[] sealed, String hash, Instant initialUntil, Instant now);

    /** A new initial password; the identifier stays, and comes back sealed. Empty once the holder chose a password. */
    Optional<byte[]> renew(UUID record, String hash, Instant initialUntil, Instant now);

    /** The holder's own password; false where the password has been changed in between. */
    boolean change(UUID record, int generation, String hash, Instant now);

    /** A password chosen by a recovery, in the place of whatever there was; a hold ends with it. */
    void replace(UUID record, String hash, Instant now);

    /** Until then no session begins; absent: none any more. */
    void hold(UUID record, @Nullable Instant until);

    void close(UUID record);

    void reopen(UUID record);

    /** @param client keyed digest of identifier and network */
    Optional<KeptCredential> find(byte[] identifierDigest, byte[] client);

    Optional<KeptCredential> find(UUID record);

    /** Of the record that a person has open; empty without one. */
    Optional<KeptCredential> ofPerson(UUID person);

    /** Reads and locks against a change of the password. Empty where there is no such record. */
    Optional<KeptCredential> lock(UUID record);

    /** An initial password works once: false where it had been used already. */
    boolean useInitial(UUID record, Instant now);

    void rememberClient(UUID record, byte[] client, Instant now);

    /** Forgets so many of the networks that nobody signed in from since; returns how many went. */
    int forgetClients(Instant before, int most);
}
