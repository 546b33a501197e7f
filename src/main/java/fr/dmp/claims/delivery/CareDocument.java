package fr.dmp.claims.delivery;

import fr.dmp.claims.CareHistory.Statement;
import fr.dmp.identity.Nir;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document of the care history of one person.
 *
 * @param set digest of the id that all its versions share
 * @param version a higher one replaces a lower one
 * @param content digest of what it tells
 * @param coversFrom where the days it tells about begin
 * @param coversTo where they end
 * @param refused what can't be a line: {@code date}, an entry without one that can be read; {@code entry}, one of a kind
 *     that we don't know; {@code prose}, a section that tells in words what neither a table nor an entry does
 */
public record CareDocument(
        Nir nir,
        UUID set,
        int version,
        byte[] content,
        @Nullable Instant coversFrom,
        Instant coversTo,
        List<CareLine> lines,
        List<Statement> statements,
        List<Refused> refused) {

    @Override
    public String toString() {
        return "CareDocument[version " + version + "]";
    }
}
