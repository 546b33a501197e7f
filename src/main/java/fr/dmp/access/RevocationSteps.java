package fr.dmp.access;

import fr.dmp.access.Revocation.State;
import fr.dmp.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The steps of a revocation, each taken within the transaction that moves it on, which has entered the record. */
@Component
public class RevocationSteps {

    private final RevocationBook revocations;
    private final AccessBook book;
    private final PendingRequests pending;
    private final Clock clock;

    RevocationSteps(RevocationBook revocations, AccessBook book, PendingRequests pending, Clock clock) {
        this.revocations = revocations;
        this.book = book;
        this.pending = pending;
        this.clock = clock;
    }

    /** @throws Refusal {@code treating-physician}: theirs isn't the holder's to end, another one is declared in their place */
    public void requireOther(UUID record, UUID id) {
        if (book.isDeclared(record, professional(record, id), now())) {
            throw Refusal.conflict("treating-physician");
        }
    }

    /** Ends the authorization, and with it the treating physician's rights if they were given. */
    public void end(UUID record, UUID id) {
        String professional = professional(record, id);
        book.end(record, professional, now());
        book.takeTreatingRights(record, professional, now());
        revocations.settle(record, id, State.DONE);
    }

    public void block(UUID record, UUID id) {
        book.block(record, professional(record, id), now());
    }

    /** What the professional has asked from afar meanwhile is answered by it. */
    public void declinePending(UUID record, UUID id) {
        pending.end(record, professional(record, id), request -> request.declined(now()));
    }

    public void refuse(UUID record, UUID id) {
        revocations.settle(record, id, State.REFUSED);
    }

    private String professional(UUID record, UUID id) {
        return revocations.get(record, id).professional();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
