package fr.dmp.notice;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A claimed notice, opened to be sent. */
public record Outgoing(
        UUID id,
        NoticeKind kind,
        String destination,
        @Nullable String secret,
        Map<String, String> facts,
        String reference,
        Instant createdAt) {

    @Override
    public String toString() {
        return "Outgoing[" + id + "]";
    }
}
