package fr.dmp.gate;

import fr.dmp.refusal.Refusal;
import fr.dmp.vault.HouseKeys;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Where a page of a list ended, signed for what the list was of: one that was made up or borrowed is refused. */
@Component
public class Cursors {

    private static final int SIGNATURE = 16;

    private final HouseKeys keys;

    Cursors(HouseKeys keys) {
        this.keys = keys;
    }

    /**
     * @param list whose cursors these are, {@code care-history-cursor}
     * @param of what the list was of, its record and its filter: they must be the same to go on
     * @param place where the page ended, as its list understands it
     */
    public String write(String list, String of, byte[] place) {
        byte[] whole = ByteBuffer.allocate(SIGNATURE + place.length)
                .put(signature(list, of, place))
                .put(place)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** @throws Refusal {@code invalid-input} for a cursor that isn't ours, or of another list, record or filter */
    public byte[] read(String list, String of, String cursor) {
        byte[] whole = decoded(cursor);
        byte[] place = Arrays.copyOfRange(whole, SIGNATURE, whole.length);
        if (!MessageDigest.isEqual(Arrays.copyOf(whole, SIGNATURE), signature(list, of, place))) {
            throw notOurs();
        }
        return place;
    }

    private static byte[] decoded(String cursor) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(cursor);
            if (whole.length <= SIGNATURE) {
                throw notOurs();
            }
            return whole;
        } catch (IllegalArgumentException e) {
            throw notOurs();
        }
    }

    private byte[] signature(String list, String of, byte[] place) {
        String signed = of + "|" + Base64.getEncoder().encodeToString(place);
        return Arrays.copyOf(keys.digest(list, signed), SIGNATURE);
    }

    private static Refusal notOurs() {
        return Refusal.invalid("/cursor", "fault.cursor");
    }
}
