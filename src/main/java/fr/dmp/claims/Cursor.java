package fr.dmp.claims;

import fr.dmp.claims.CareHistory.Filter;
import fr.dmp.claims.store.CareLines.Place;
import fr.dmp.refusal.Refusal;
import fr.dmp.vault.HouseKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a page ended, signed for its record and its filter: one that was made up or borrowed is refused. */
@Component
class Cursor {

    private static final int SIGNATURE = 16;
    private static final int FIXED = SIGNATURE + Long.BYTES * 3;

    private final HouseKeys keys;

    Cursor(HouseKeys keys) {
        this.keys = keys;
    }

    String of(Place place, UUID record, Filter filter) {
        byte[] nth = place.nth().getBytes(StandardCharsets.UTF_8);
        byte[] content = ByteBuffer.allocate(Long.BYTES * 3 + nth.length)
                .putLong(place.from().toEpochDay())
                .putLong(place.key().getMostSignificantBits())
                .putLong(place.key().getLeastSignificantBits())
                .put(nth)
                .array();
        byte[] whole = ByteBuffer.allocate(SIGNATURE + content.length)
                .put(signature(content, record, filter))
                .put(content)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** @throws Refusal {@code invalid-input} for a cursor that isn't ours, or of another record or filter */
    @Nullable
    Place read(UUID record, Filter filter) {
        if (filter.cursor() == null) {
            return null;
        }
        byte[] whole = decoded(filter.cursor());
        byte[] content = Arrays.copyOfRange(whole, SIGNATURE, whole.length);
        byte[] signature = Arrays.copyOf(whole, SIGNATURE);
        if (!MessageDigest.isEqual(signature, signature(content, record, filter))) {
            throw notOurs();
        }
        ByteBuffer fields = ByteBuffer.wrap(content);
        return new Place(
                LocalDate.ofEpochDay(fields.getLong()),
                new UUID(fields.getLong(), fields.getLong()),
                StandardCharsets.UTF_8.decode(fields).toString());
    }

    private static byte[] decoded(String cursor) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(cursor);
            if (whole.length < FIXED) {
                throw notOurs();
            }
            return whole;
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
    }

    private byte[] signature(byte[] content, UUID record, Filter filter) {
        String signed = String.join(
                "|",
                record.toString(),
                String.valueOf(filter.section()),
                String.valueOf(filter.from()),
                String.valueOf(filter.to()),
                Base64.getEncoder().encodeToString(content));
        return Arrays.copyOf(keys.digest("care-history-cursor", signed), SIGNATURE);
    }

    private static Refusal notOurs() {
        return Refusal.invalid("/cursor", "fault.cursor");
    }
}
