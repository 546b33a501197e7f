package fr.dmp.claims;

import fr.dmp.claims.CareHistory.Filter;
import fr.dmp.claims.store.CareLines.Place;
import fr.dmp.gate.Cursors;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a page of the care history ended, for its record and its filter. */
@Component
class Cursor {

    private static final String LIST = "care-history-cursor";

    private final Cursors cursors;

    Cursor(Cursors cursors) {
        this.cursors = cursors;
    }

    String of(Place place, UUID record, Filter filter) {
        byte[] nth = place.nth().getBytes(StandardCharsets.UTF_8);
        byte[] content = ByteBuffer.allocate(Long.BYTES * 3 + nth.length)
                .putLong(place.from().toEpochDay())
                .putLong(place.key().getMostSignificantBits())
                .putLong(place.key().getLeastSignificantBits())
                .put(nth)
                .array();
        return cursors.write(LIST, list(record, filter), content);
    }

    /** @throws fr.dmp.refusal.Refusal {@code invalid-input} for a cursor that isn't ours, or of another record or filter */
    @Nullable
    Place read(UUID record, Filter filter) {
        if (filter.cursor() == null) {
            return null;
        }
        ByteBuffer fields = ByteBuffer.wrap(cursors.read(LIST, list(record, filter), filter.cursor()));
        return new Place(
                LocalDate.ofEpochDay(fields.getLong()),
                new UUID(fields.getLong(), fields.getLong()),
                StandardCharsets.UTF_8.decode(fields).toString());
    }

    private static String list(UUID record, Filter filter) {
        return String.join(
                "|",
                record.toString(),
                String.valueOf(filter.section()),
                String.valueOf(filter.from()),
                String.valueOf(filter.to()));
    }
}
