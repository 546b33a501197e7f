package fr.dmp.recovery;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.audit.Actor;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One recovery, without what was answered.
 *
 * @param reference short, to be told by mouth: {@code K7PM-3XQ4}
 * @param postcode as answered: which holidays the offices have
 */
public record RecoveryCase(
        UUID id,
        String reference,
        Lost lost,
        @Nullable String postcode,
        Instant requestedAt,
        Subject subject,
        Call call,
        Progress progress) {

    /** Without 0 and O, 1, I and L, 2 and Z, 5 and S, 6 and G, 8 and B: told by phone, none is taken for another. */
    private static final String ALPHABET = "ACDEFHJKMNPQRTUVWXY3479";

    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Whom it is about, as far as the answers tell.
     *
     * @param record absent where there is none
     * @param announced whether known contacts were told how to stop it
     */
    public record Subject(@Nullable UUID record, @Nullable UUID person, @Nullable Verdict verdict, boolean announced) {

        static final Subject NOBODY = new Subject(null, null, null, false);
    }

    /**
     * Who spoke to them.
     *
     * @param byForm whether nobody of the 3646 has
     * @param agent the login of who did
     * @param unreached how often nobody picked up
     */
    public record Call(boolean byForm, @Nullable String agent, int unreached) {

        Call reachedBy(String login) {
            return new Call(false, login, unreached);
        }

        Call again() {
            return new Call(byForm, agent, unreached + 1);
        }
    }

    /**
     * How far it is.
     *
     * @param reasons why it is looked at twice, waits or ends so
     * @param dueAt until when somebody of the staff is to act
     * @param heldUntil until when no new session may read the record
     */
    public record Progress(
            RecoveryStatus status,
            @Nullable RecoveryPath path,
            Set<RecoveryReason> reasons,
            @Nullable Instant dueAt,
            @Nullable Instant heldUntil) {

        public Progress {
            reasons = Set.copyOf(reasons);
        }

        Progress now(RecoveryStatus next) {
            return new Progress(next, path, reasons, dueAt, heldUntil);
        }

        Progress on(RecoveryPath way) {
            return new Progress(status, way, reasons, dueAt, heldUntil);
        }

        Progress because(RecoveryReason why) {
            Set<RecoveryReason> all = EnumSet.of(why);
            all.addAll(reasons);
            return because(all);
        }

        Progress because(Set<RecoveryReason> why) {
            return new Progress(status, path, why, dueAt, heldUntil);
        }

        Progress due(@Nullable Instant at) {
            return new Progress(status, path, reasons, at, heldUntil);
        }

        Progress held(@Nullable Instant until) {
            return new Progress(status, path, reasons, dueAt, until);
        }
    }

    static RecoveryCase begun(Claimant claimant, Call call, @Nullable Instant dueAt, Instant now) {
        return new RecoveryCase(
                UuidCreator.getTimeOrderedEpoch(),
                letters() + "-" + letters(),
                claimant.lost(),
                claimant.postcode().orElse(null),
                now,
                Subject.NOBODY,
                call,
                new Progress(RecoveryStatus.ASKED, null, Set.of(), dueAt, null));
    }

    private static String letters() {
        return RANDOM.ints(4, 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }

    /** However it was typed: case and spaces don't count. */
    static String reference(String typed) {
        String compact = typed.replaceAll("[\\s\\u00A0\\u202F-]", "").toUpperCase(Locale.ROOT);
        return compact.length() == 8 ? compact.substring(0, 4) + "-" + compact.substring(4) : compact;
    }

    RecoveryCase with(Subject other) {
        return new RecoveryCase(id, reference, lost, postcode, requestedAt, other, call, progress);
    }

    RecoveryCase with(Call other) {
        return new RecoveryCase(id, reference, lost, postcode, requestedAt, subject, other, progress);
    }

    RecoveryCase with(Progress other) {
        return new RecoveryCase(id, reference, lost, postcode, requestedAt, subject, call, other);
    }

    RecoveryStatus status() {
        return progress.status();
    }

    /** The agent who spoke to them, else whoever asks without having signed in. */
    Actor starter() {
        return call.agent() == null ? Actor.ANONYMOUS : staff(call.agent());
    }

    static Actor staff(String login) {
        return new Actor(Actor.Kind.STAFF, login, null);
    }

    Optional<UUID> record() {
        return Optional.ofNullable(subject.record());
    }

    UUID ofRecord() {
        return record().orElseThrow();
    }

    UUID ofPerson() {
        return Optional.ofNullable(subject.person()).orElseThrow();
    }

    @Override
    public String toString() {
        return "RecoveryCase[" + id + " " + progress.status() + "]";
    }
}
