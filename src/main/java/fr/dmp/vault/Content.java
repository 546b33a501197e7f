package fr.dmp.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What a sealed content is bound to: it opens as this one and as no other.
 *
 * @param version from 1
 * @param mediaType {@code application/pdf} …: a changed one could make a browser run what was stored as a picture
 */
public record Content(UUID record, UUID document, int version, String mediaType) {

    byte[] associated() {
        byte[] type = mediaType.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(36 + type.length)
                .putLong(record.getMostSignificantBits())
                .putLong(record.getLeastSignificantBits())
                .putLong(document.getMostSignificantBits())
                .putLong(document.getLeastSignificantBits())
                .putInt(version)
                .put(type)
                .array();
    }
}
