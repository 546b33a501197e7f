package fr.dmp.record;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The creations under way and settled. */
public interface CreationCases {

    /** How long the page goes on showing the identifier (P). */
    Duration IDENTIFIER_SHOWN = Duration.ofHours(1);

    void add(CreationCase creation, Application application);

    Optional<CreationCase> find(UUID creation);

    /** The case, locked until the transaction ends: two at once go one after the other. */
    Optional<CreationCase> lock(UUID creation);

    /** Stores a transition; what was typed is erased with the one that settles the case. */
    void save(CreationCase creation);

    /** What was typed; {@link IllegalStateException} once it was erased. */
    Application application(UUID creation);

    void expectCode(UUID creation, String code, Instant until);

    ContactProof proof(UUID creation);

    void save(UUID creation, ContactProof proof);

    boolean isCode(UUID creation, String code);

    /** Keeps the identifier sealed, so that the page can show it for a while. */
    void showIdentifier(UUID creation, String identifier);

    /** The identifier while it may be shown. */
    Optional<String> identifier(UUID creation, Instant notSettledBefore);

    /**
     * Opens the record, unless its person has one.
     *
     * @return whether it was opened
     */
    boolean open(CreationCase creation, Records.Summary record);
}
