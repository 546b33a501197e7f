package fr.dmp.claims;

import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.claims.dcir.CodeColumn;
import fr.dmp.claims.dcir.SealedClaim;
import fr.dmp.claims.store.KnownCodes;
import fr.dmp.claims.store.Refusals;
import fr.dmp.claims.store.Refusals.Group;
import fr.dmp.claims.store.Refusals.Opened;
import fr.dmp.claims.store.StoredReviews;
import fr.dmp.claims.store.StoredReviews.Mapping;
import fr.dmp.refusal.Refusal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of a delivery's refused lines: a data steward maps a code, asks for the delivery again, or dismisses, and
 * sees structure alone. Each step is traced under the delivery's id; none names a record.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class DeliveryReviews {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryReviews.class);

    /** Lines that are opened at once. */
    private static final int PART = 10_000;

    /** Different codes of a column that are looked at; where there are more, the column is broken. */
    private static final int MOST_CODES = 200;

    private final Refusals refusals;
    private final StoredReviews reviews;
    private final LinesAgain again;
    private final KnownCodes known;
    private final ReviewFlow flow;
    private final AuditTrail trail;
    private final Clock clock;

    DeliveryReviews(
            Refusals refusals,
            StoredReviews reviews,
            LinesAgain again,
            KnownCodes known,
            ReviewFlow flow,
            AuditTrail trail,
            Clock clock) {
        this.refusals = refusals;
        this.reviews = reviews;
        this.again = again;
        this.known = known;
        this.flow = flow;
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * Begins where a delivery was taken: lines whose code was mapped before are taken in as well; if others wait, a data
     * steward is called.
     */
    void begin(UUID delivery) {
        long right = again.take(delivery);
        if (right > 0) {
            LOG.info("delivery {}: {} refused lines are put right by mappings that stand", delivery, right);
        }
        if (refusals.waits(delivery)) {
            reviews.open(delivery);
            reviews.putRight(delivery, right);
            trace(delivery, Actor.SYSTEM, "OPEN_DELIVERY_REVIEW", "REFUSED_LINES");
            flow.start(delivery, clock.instant().plus(ClaimsSweep.KEPT));
        }
    }

    /**
     * The codes for which lines are refused, by column; traced.
     *
     * @throws Refusal {@code not-found}
     */
    public List<RefusedCodes> codes(UUID delivery, String login) {
        if (!reviews.exists(delivery)) {
            throw Refusal.absent();
        }
        trace(delivery, staff(login), "READ_REFUSED_CODES", "DATA_STEWARD");
        return codes(delivery);
    }

    private List<RefusedCodes> codes(UUID delivery) {
        Map<CodeColumn, Map<String, Long>> counts = new EnumMap<>(CodeColumn.class);
        List<Opened> part = refusals.openCodes(delivery, null, PART);
        while (!part.isEmpty()) {
            for (Opened line : part) {
                String code = SealedClaim.open(line.text()).value(line.column(), line.line());
                counts.computeIfAbsent(line.column(), column -> new HashMap<>())
                        .merge(RefusedCodes.looksLikeCode(code) ? code : "", 1L, Long::sum);
            }
            part = refusals.openCodes(delivery, part.get(part.size() - 1), PART);
        }
        List<RefusedCodes> codes = new ArrayList<>();
        counts.forEach((column, values) -> codes.add(codes(column, values)));
        return codes;
    }

    private static RefusedCodes codes(CodeColumn column, Map<String, Long> counts) {
        long hidden = counts.getOrDefault("", 0L);
        List<RefusedCodes.Value> values = counts.entrySet().stream()
                .filter(one -> !one.getKey().isEmpty())
                .map(one -> new RefusedCodes.Value(one.getKey(), one.getValue()))
                .sorted(Comparator.comparingLong(RefusedCodes.Value::lines)
                        .reversed()
                        .thenComparing(RefusedCodes.Value::code))
                .limit(MOST_CODES)
                .toList();
        return RefusedCodes.of(column, values, hidden);
    }

    /**
     * Says what codes stand for, from now on and in any delivery. The lines are taken in again by {@link #takeAgain}.
     *
     * @param mappings of codes that this delivery has, to codes that their nomenclatures have today
     * @throws Refusal {@code review-ended}; {@code invalid-input} for any other code, and one that stands twice: nothing else
     *     that is typed is kept
     */
    public void map(UUID delivery, List<Mapping> mappings, String login) {
        requireOpen(delivery);
        if (mappings.isEmpty()) {
            throw Refusal.invalid("/codes", "fault.required");
        }
        long different = mappings.stream()
                .map(mapping -> List.of(mapping.column(), mapping.unknown()))
                .distinct()
                .count();
        if (different < mappings.size()) {
            throw Refusal.invalid("/codes", "fault.code-twice");
        }
        List<RefusedCodes> present = codes(delivery);
        boolean told = mappings.stream().allMatch(mapping -> present.stream()
                .filter(codes -> codes.column().equals(mapping.column()))
                .flatMap(codes -> codes.values().stream())
                .anyMatch(value -> value.code().equals(mapping.unknown())));
        if (!told) {
            throw Refusal.invalid("/codes", "fault.code-absent");
        }
        if (!known.all(mappings)) {
            throw Refusal.invalid("/codes", "fault.code-unknown");
        }
        reviews.map(delivery, mappings, login);
        trace(delivery, staff(login), "MAP_CODES", "DATA_STEWARD");
    }

    /** Takes the lines in again whose codes are mapped by now. */
    public void takeAgain(UUID delivery) {
        long right = again.take(delivery);
        reviews.putRight(delivery, right);
        trace(delivery, Actor.SYSTEM, "TAKE_REFUSED_LINES", "CODES_MAPPED");
        LOG.info("delivery {}: {} refused lines are put right", delivery, right);
    }

    /**
     * Lets lines go; what they held is destroyed by {@link #destroyDismissed}.
     *
     * @param column of the lines, with {@code reason}; all of the delivery's where both are absent
     * @throws Refusal {@code review-ended}; {@code invalid-input} where no line waits there
     */
    public void dismiss(
            UUID delivery, @Nullable String column, @Nullable String reason, ReviewReason why, String login) {
        requireOpen(delivery);
        Group group = column == null || reason == null ? null : new Group(column, reason, 0, List.of(), 0);
        if (refusals.dismiss(delivery, group, why.name()) == 0) {
            throw Refusal.invalid("/group", "fault.wrong-value");
        }
        trace(delivery, staff(login), "DISMISS_REFUSED_LINES", why.name());
    }

    public void destroyDismissed(UUID delivery) {
        refusals.destroyDismissed(delivery);
    }

    /** Whether lines are still to be decided about. */
    public boolean waits(UUID delivery) {
        return refusals.waits(delivery);
    }

    public void settle(UUID delivery) {
        reviews.end(delivery, ReviewState.SETTLED, null, null);
        trace(delivery, Actor.SYSTEM, "SETTLE_DELIVERY_REVIEW", "EVERY_LINE_DECIDED");
    }

    /**
     * Decides that the delivery is to come again.
     *
     * @throws Refusal {@code review-ended}
     */
    public void askAgain(UUID delivery, ReviewReason why, String login) {
        requireOpen(delivery);
        reviews.end(delivery, ReviewState.ASKED_AGAIN, why.name(), login);
        trace(delivery, staff(login), "ASK_FOR_DELIVERY", why.name());
    }

    /** Puts the request into the outbox. What its lines held comes again with it, and is destroyed. */
    public void request(UUID delivery, ReviewReason why) {
        reviews.ask(delivery, why.name());
        refusals.destroyAll(delivery);
    }

    /** Nobody decided in time: what is still sealed goes. */
    public void expire(UUID delivery) {
        requireOpen(delivery);
        refusals.destroyAll(delivery);
        reviews.end(delivery, ReviewState.EXPIRED, null, null);
        trace(delivery, Actor.SYSTEM, "EXPIRE_DELIVERY_REVIEW", "DEADLINE");
    }

    private void requireOpen(UUID delivery) {
        if (reviews.lock(delivery).orElseThrow(Refusal::absent) != ReviewState.OPEN) {
            throw Refusal.conflict("review-ended");
        }
    }

    private void trace(UUID delivery, Actor actor, String act, String ground) {
        trail.write(Act.of(delivery, actor, act, delivery.toString(), ground));
    }

    private static Actor staff(String login) {
        return new Actor(Actor.Kind.STAFF, login, null);
    }
}
