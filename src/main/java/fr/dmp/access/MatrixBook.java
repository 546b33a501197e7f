package fr.dmp.access;

import fr.dmp.access.HabilitationMatrix.Cell;
import fr.dmp.access.HabilitationMatrix.Impact;
import fr.dmp.access.HabilitationMatrix.Type;
import fr.dmp.access.HabilitationMatrix.Version;
import fr.dmp.access.HabilitationMatrix.Wish;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where versions of the matrix are kept. What is once in force isn't changed, whoever asks. */
public interface MatrixBook {

    List<Version> before(int version, int most, Instant at);

    Optional<Version> find(int version, Instant at);

    Optional<Version> inForce(Instant at);

    List<Cell> cells(int version);

    List<String> professions();

    List<Type> types(LocalDate day);

    /** The one with the latest day, but for one; it may be yet to come. */
    Optional<Version> last(int besides, Instant at);

    /** @return the number of the new version; absent where its day was taken meanwhile */
    Optional<Integer> draft(
            @Nullable Integer basedOn,
            List<Wish> cells,
            @Nullable LocalDate inForceFrom,
            String reason,
            String login,
            Instant at);

    /** @return false where it was changed or its day was taken meanwhile, or where it may not be any more */
    boolean plan(Version seen, @Nullable LocalDate from, LocalDate today);

    /** Rounded, as {@link Impact} says. */
    Impact impact(int version, Instant at);
}
