package fr.dmp.access;

import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.refusal.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an administrator does to the matrix is of no record: it has a chain of its own in the trace. */
@Component
class TracedMatrix implements HabilitationMatrix {

    /** Stands for the matrix where the trace has a record. */
    static final UUID CHAIN = UUID.fromString("6d617472-6963-4e00-8000-000000000001");

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final MatrixBook book;
    private final AuditTrail trail;
    private final Clock clock;

    TracedMatrix(MatrixBook book, AuditTrail trail, Clock clock) {
        this.book = book;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Version> versions(int before, int most) {
        return book.before(before, most, clock.instant());
    }

    @Override
    @Transactional(readOnly = true)
    public Version version(int version) {
        return find(version);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Version> inForce() {
        return book.inForce(clock.instant());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Version> last(int besides) {
        return book.last(besides, clock.instant());
    }

    @Override
    @Transactional(readOnly = true)
    public List<Cell> cells(int version) {
        return book.cells(version);
    }

    @Override
    @Transactional(readOnly = true)
    public List<String> professions() {
        return book.professions();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Type> types() {
        return book.types(today());
    }

    @Override
    @Transactional
    public Version draft(Draft draft, Actor by, Function<Supplier<Version>, Version> once) {
        return once.apply(() -> drafted(draft, by));
    }

    private Version drafted(Draft draft, Actor by) {
        Integer basedOn = draft.basedOn();
        boolean based = basedOn == null || book.find(basedOn, clock.instant()).isPresent();
        MatrixDraftRules rules = new MatrixDraftRules(book.professions(), book.types(today()), days(0));
        List<Wish> cells = rules.check(draft, based);
        int version = book.draft(
                        basedOn,
                        cells,
                        draft.inForceFrom(),
                        Objects.requireNonNull(draft.reason()).strip(),
                        by.id(),
                        clock.instant())
                .orElseThrow(() -> Refusal.invalid(List.of(MatrixDays.TAKEN)));
        trace(by, draft.inForceFrom() == null ? "DRAFT_MATRIX" : "PLAN_MATRIX", version);
        return find(version);
    }

    @Override
    @Transactional
    public Version putInForce(int version, @Nullable LocalDate from, Actor by, Predicate<String> seen) {
        Version held = find(version);
        if (!seen.test(held.tag())) {
            throw stale();
        }
        if (held.status() == Status.IN_FORCE || held.status() == Status.PAST) {
            throw Refusal.conflict("matrix-in-force");
        }
        if (from != null) {
            days(version).check(from);
        }
        if (!book.plan(held, from, today())) {
            throw stale();
        }
        trace(by, from == null ? "WITHDRAW_MATRIX" : "PLAN_MATRIX", version);
        return find(version);
    }

    private static Refusal stale() {
        return Refusal.of(Refusal.Kind.STALE, "stale-version");
    }

    @Override
    @Transactional
    public Impact impact(int version, Actor by) {
        find(version);
        trace(by, "READ_MATRIX_IMPACT", version);
        return book.impact(version, clock.instant());
    }

    private MatrixDays days(int besides) {
        return new MatrixDays(
                today(),
                book.last(besides, clock.instant()).map(Version::inForceFrom).orElse(LocalDate.MIN));
    }

    private Version find(int version) {
        return book.find(version, clock.instant()).orElseThrow(Refusal::absent);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), PARIS);
    }

    private void trace(Actor by, String act, int version) {
        trail.write(Act.of(CHAIN, by, act, String.valueOf(version), "ADMINISTRATOR"));
    }
}
