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
 * @param undated numbers of the entries that bear no date that can be read
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
        List<Long> undated) {

    @Override
    public String toString() {
        return "CareDocument[version " + version + "]";
    }
}
