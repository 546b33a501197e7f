package fr.dmp.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** What is asked from afar and waits, where something else settles it. */
@Component
class PendingRequests {

    private final AccessRequestBook requests;
    private final GrantFlow flow;

    PendingRequests(AccessRequestBook requests, GrantFlow flow) {
        this.requests = requests;
        this.flow = flow;
    }

    /** The one that waits; one whose time is over, although its timer hasn't come yet, is ended. */
    Optional<AccessRequest> of(UUID record, String professional, Instant now) {
        Optional<AccessRequest> pending = requests.pending(record, professional);
        if (pending.filter(request -> request.isOver(now)).isPresent()) {
            end(record, professional, request -> request.expired(now));
            return Optional.empty();
        }
        return pending;
    }

    void end(UUID record, String professional, UnaryOperator<AccessRequest> as) {
        requests.pending(record, professional).ifPresent(request -> {
            requests.save(as.apply(request));
            flow.end(request);
        });
    }
}
