package fr.dmp.claims.dcir;

import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * The nine keys of a claim, read as numbers and days so that {@code 007} and {@code 7} are one, and digested to 128 bits.
 * One a thread, read again and again.
 */
final class ClaimKey {

    /** The nine keys that join the tables. */
    static final List<String> COLUMNS = List.of(
            "DCT_ORD_NUM",
            "FLX_DIS_DTD",
            "FLX_EMT_NUM",
            "FLX_EMT_ORD",
            "FLX_EMT_TYP",
            "FLX_TRT_DTD",
            "ORG_CLE_NUM",
            "PRS_ORD_NUM",
            "REM_TYP_AFF");

    private static final int ORGANISATION = 6;
    private static final int ORGANISATION_LENGTH = 9;
    private static final int DIS = 1;
    private static final int EMITTER = 2;
    private static final int SEQUENCE = 3;
    private static final int TYPE = 4;
    private static final int TRT = 5;

    private final MessageDigest digest;
    /** All of it fits one block of the digest. */
    private final byte[] input = new byte[8 * 4 + ORGANISATION_LENGTH];

    private final ByteBuffer buffer = ByteBuffer.wrap(input);
    private final byte[] output = new byte[32];
    private final ByteBuffer result = ByteBuffer.wrap(output);
    private final long[] numbers = new long[COLUMNS.size()];

    ClaimKey() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /**
     * Reads a row's nine keys.
     *
     * @return the first slot that can't be read, or -1
     */
    int read(Row row) {
        Arrays.fill(input, (byte) 0);
        buffer.clear();
        for (int slot = 0; slot < numbers.length; slot++) {
            if (slot == ORGANISATION) {
                continue;
            }
            numbers[slot] = slot == DIS || slot == TRT ? row.day(slot) : row.number(slot);
            if (numbers[slot] == Row.NONE || numbers[slot] > Integer.MAX_VALUE) {
                return slot;
            }
            buffer.putInt((int) numbers[slot]);
        }
        if (row.isEmpty(ORGANISATION) || row.length(ORGANISATION) > ORGANISATION_LENGTH) {
            return ORGANISATION;
        }
        for (int i = 0; i < row.length(ORGANISATION); i++) {
            buffer.put((byte) row.at(ORGANISATION, i));
        }
        digest();
        return -1;
    }

    private void digest() {
        try {
            digest.update(input);
            digest.digest(output, 0, output.length);
        } catch (DigestException e) {
            throw new IllegalStateException("32 bytes are what SHA-256 gives", e);
        }
    }

    long high() {
        return result.getLong(0);
    }

    long low() {
        return result.getLong(8);
    }

    Flux flux() {
        return new Flux((int) numbers[DIS], (int) numbers[TYPE], (int) numbers[EMITTER], (int) numbers[SEQUENCE]);
    }
}
