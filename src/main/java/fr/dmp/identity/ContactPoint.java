package fr.dmp.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a person can be reached.
 *
 * @param value E.164 for {@link Channel#SMS} ({@code +33612345678}), an address for {@link Channel#MAIL}
 * @param since when this value came on file
 * @param verifiedAt when the person proved by a code that it is theirs
 */
public record ContactPoint(Channel channel, String value, Instant since, @Nullable Instant verifiedAt) {

    /** Enough to recognise, too little to learn: {@code 06 •• •• •• 78}, {@code j•••@exemple.fr}. */
    public String masked() {
        return Masked.of(channel, value);
    }

    @Override
    public String toString() {
        return "ContactPoint[" + channel + "]";
    }
}
