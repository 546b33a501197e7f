package fr.dmp.access;

import fr.dmp.access.AccessRequest.Kind;
import fr.dmp.audit.AccessMode;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What professionals ask from afar, as the holder answers it: decided and traced first, then given to the process. */
@Component
class HeldRequests implements AccessRequests {

    private static final int MOST = 200;

    private final Access access;
    private final AccessRequestBook requests;
    private final GrantFlow flow;
    private final Clock clock;

    HeldRequests(Access access, AccessRequestBook requests, GrantFlow flow, Clock clock) {
        this.access = access;
        this.requests = requests;
        this.flow = flow;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<Asked> of(HolderSession holder) {
        enter(holder, "READ_ACCESS_REQUESTS");
        return requests.of(holder.record(), now(), MOST);
    }

    @Override
    @Transactional
    public Asked decide(
            HolderSession holder,
            UUID request,
            Answer answer,
            @Nullable Instant until,
            Function<Supplier<Asked>, Asked> once) {
        return once.apply(() -> decided(holder, request, answer, until));
    }

    private Asked decided(HolderSession holder, UUID id, Answer answer, @Nullable Instant until) {
        if (until != null && (answer == Answer.DECLINE || !until.isAfter(now()))) {
            throw Refusal.invalid("/until", answer == Answer.DECLINE ? "fault.wrong-value" : "fault.until");
        }
        enter(holder, answer == Answer.ACCEPT ? "GRANT_ACCESS" : "DECLINE_ACCESS");
        AccessRequest request = requests.lock(holder.record(), id)
                .filter(found -> found.kind() == Kind.REQUEST)
                .orElseThrow(Refusal::absent);
        request.requireOpen(now());
        if (until != null) {
            requests.save(request.wished(until));
        }
        flow.answered(request, answer);
        return requests.told(holder.record(), id, now()).orElseThrow();
    }

    private void enter(HolderSession holder, String act) {
        access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.AUTHORIZATIONS, act);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
