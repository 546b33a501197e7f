package fr.dmp.emergency;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Where the cards are kept, one a record; found by the keyed digest of what they say. All methods want a transaction. */
public interface CardBox {

    /** In the place of an earlier one. */
    void put(UUID record, Kept card);

    Optional<Kept> find(UUID record);

    /** False where there was none. */
    boolean remove(UUID record);

    /** The record whose card has this digest, whoever asks. */
    Optional<UUID> record(byte[] digest);

    /**
     * @param sealed what it says, under the record's key
     */
    record Kept(UUID id, Instant issuedAt, byte[] digest, byte[] sealed) {
        @Override
        public String toString() {
            return "Kept[" + id + "]";
        }
    }
}
