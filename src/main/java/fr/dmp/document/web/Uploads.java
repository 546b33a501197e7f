package fr.dmp.document.web;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.document.Deposits;
import fr.dmp.document.Document;
import fr.dmp.document.Metadata;
import fr.dmp.gate.Idempotency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;

/** Deposits over HTTP, each once for its key. */
@Component
class Uploads {

    private final Deposits deposits;
    private final Idempotency idempotency;

    Uploads(Deposits deposits, Idempotency idempotency) {
        this.deposits = deposits;
        this.idempotency = idempotency;
    }

    /** What tells a repeated deposit from another one under the same key. */
    private record Asked(UUID record, Metadata metadata, String sha256) {}

    Document deposit(
            Actor author, AccessMode mode, UUID record, Metadata metadata, MultipartFile file, @Nullable String key) {
        byte[] content = read(file);
        return idempotency.answer(
                key,
                author.id(),
                new Asked(record, metadata, sha256(content)),
                Document.class,
                once -> deposits.deposit(author, mode, record, metadata, content, once));
    }

    private static byte[] read(MultipartFile file) {
        try {
            return file.getBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
