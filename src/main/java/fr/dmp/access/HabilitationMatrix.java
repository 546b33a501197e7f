package fr.dmp.access;

import fr.dmp.audit.Actor;
import fr.dmp.refusal.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The versions of the habilitation matrix: which types of document a profession reads. An administrator drafts a new one,
 * sees what it would change, and puts it in force from a day to come; one that is in force, or was, never changes. The one
 * decides whose day is the latest that has come, whatever its number.
 */
public interface HabilitationMatrix {

    enum Status {
        DRAFT,
        /** In force from a day to come. */
        PLANNED,
        IN_FORCE,
        PAST
    }

    /**
     * @param inForceFrom absent for a draft
     * @param basedOn the version whose cells it took over; absent where it was drafted as a whole
     * @param reason where it comes from
     * @param draftedBy login of the staff; absent, like the moment, where it came with the program
     */
    record Version(
            int version,
            @Nullable LocalDate inForceFrom,
            Status status,
            @Nullable Integer basedOn,
            String reason,
            @Nullable String draftedBy,
            @Nullable Instant draftedAt) {

        /** What an {@code If-Match} is held against: another one as soon as the day changes. */
        public String tag() {
            return version + "-" + (inForceFrom == null ? "draft" : inForceFrom);
        }
    }

    /**
     * @param type {@code *} for all that have no cell of their own
     * @param source {@code ORDER}, {@code PROJECT} or {@code ADMINISTRATOR}
     */
    record Cell(String profession, String type, boolean allowed, String source) {}

    /** A cell that is asked for; what is missing of it is refused. */
    record Wish(@Nullable String profession, @Nullable String type, @Nullable Boolean allowed) {}

    /**
     * @param basedOn the version that all other cells are taken over from; absent where there are no others
     * @param inForceFrom absent for a draft
     */
    record Draft(
            @Nullable Integer basedOn,
            @Nullable List<@Nullable Wish> cells,
            @Nullable LocalDate inForceFrom,
            @Nullable String reason) {}

    /**
     * A type that cells may be of.
     *
     * @param group its class; absent where only a version of the matrix names it
     * @param label absent where no nomenclature has it
     */
    record Type(String code, @Nullable String group, @Nullable String label) {}

    /**
     * What would change if a version were in force instead of the one that is. Numbers are rounded up to fives, so that
     * none tells of a single person; how many cells differ is exact, as it tells of nobody.
     *
     * @param comparedWith the version in force; absent where none is
     * @param all what refused and allowed come to: whoever loses one reading and gains another is in both
     * @param refused readings that would be no more
     * @param allowed readings that there would be anew
     * @param changes every cell that differs, those with most readings first
     */
    record Impact(
            int version,
            @Nullable Integer comparedWith,
            Instant at,
            int cells,
            Toll all,
            Toll refused,
            Toll allowed,
            List<Change> changes,
            List<Sample> samples) {}

    /** @param readings of a document, care history or list of entries by a professional who is authorized */
    record Toll(long readings, long professionals, long records) {}

    /** @param allowed in the version that is asked about; in the one in force it is the other way round */
    record Change(String profession, String type, boolean allowed, Toll toll) {}

    /**
     * A reading, without whose: the grounds on which it is decided now, and would be then. No record, document or
     * professional is named, not by a handle either: whoever administers the engine meets records' ids there, and one that
     * came with a type would tell what its holder has.
     */
    record Sample(String profession, String type, String groundNow, String groundThen) {}

    /**
     * The newest first.
     *
     * @param before those before this number; {@link Integer#MAX_VALUE} for the beginning
     */
    List<Version> versions(int before, int most);

    /** @throws Refusal {@code not-found} where there is none */
    Version version(int version);

    /** The one that decides now. */
    Optional<Version> inForce();

    /**
     * The one with the latest day, come or to come: a version is put in force from a day after it.
     *
     * @param besides the number of the version that is to be put in force; 0 for one that is yet to be drafted
     */
    Optional<Version> last(int besides);

    List<Cell> cells(int version);

    /** Professions that cells may be of, by their codes. */
    List<String> professions();

    List<Type> types();

    /**
     * Adds a version.
     *
     * @param once runs the effect once for the request's key
     * @throws Refusal {@code invalid-input}
     */
    Version draft(Draft draft, Actor by, Function<Supplier<Version>, Version> once);

    /**
     * Puts a version in force from a day.
     *
     * @param from absent for making it a draft again
     * @param seen whether a tag is the one that was seen of the version
     * @throws Refusal {@code invalid-input}, also where another one is in force from that day or from a later one; {@code
     *     stale-version}; {@code matrix-in-force} where it is in force or was
     */
    Version putInForce(int version, @Nullable LocalDate from, Actor by, Predicate<String> seen);

    /** Takes seconds where a cell differs that many read. */
    Impact impact(int version, Actor by);
}
