package fr.dmp.claims.treating;

import fr.dmp.claims.delivery.Refused;
import fr.dmp.identity.Nir;
import java.time.LocalDate;

/**
 * A good line of a {@code treating-physicians} delivery.
 *
 * @param number of the line, the header being 1
 * @param rpps 11 digits
 * @param content the line as it came
 */
public record TreatingLine(long number, Nir nir, String rpps, LocalDate since, String content) {

    /** The line, where what it tells of isn't known here. */
    public Refused refused(String column, String reason) {
        return new Refused(number, column, reason, content);
    }

    @Override
    public String toString() {
        return "TreatingLine[" + number + "]";
    }
}
