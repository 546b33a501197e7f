package fr.dmp.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an entry's hash is taken of: its fields in a fixed order, each preceded by its length, so that none can run into the
 * next. An absent one is {@code -;}.
 *
 * @param id of the entry
 * @param at in microseconds
 */
record Canonical(UUID id, Instant at, Act act) {

    private static final int FIELDS = 11;

    byte[] bytes() {
        return of(
                id,
                act.record(),
                at,
                act.actor().kind(),
                act.actor().id(),
                act.actor().name(),
                act.onBehalfOf(),
                act.act(),
                act.subject(),
                act.mode().code(),
                act.ground());
    }

    /** @param fields in the order of {@link #bytes} */
    static byte[] of(@Nullable Object... fields) {
        return Stream.of(fields)
                .map(Canonical::field)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Empty for bytes that no act could have given. */
    static Optional<Canonical> read(byte[] bytes) {
        try {
            return fields(new String(bytes, StandardCharsets.UTF_8))
                    .map(Canonical::of)
                    .filter(read -> Arrays.equals(read.bytes(), bytes));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Canonical of(List<@Nullable String> fields) {
        return new Canonical(
                UUID.fromString(needed(fields, 0)),
                Instant.parse(needed(fields, 2)),
                new Act(
                        UUID.fromString(needed(fields, 1)),
                        new Actor(Actor.Kind.valueOf(needed(fields, 3)), needed(fields, 4), fields.get(5)),
                        Optional.ofNullable(fields.get(6)).map(UUID::fromString).orElse(null),
                        needed(fields, 7),
                        fields.get(8),
                        mode(needed(fields, 9)),
                        needed(fields, 10)));
    }

    private static String needed(List<@Nullable String> fields, int n) {
        return Optional.ofNullable(fields.get(n)).orElseThrow(IllegalArgumentException::new);
    }

    private static AccessMode mode(String code) {
        return Arrays.stream(AccessMode.values())
                .filter(mode -> mode.code().equals(code))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new);
    }

    private static Optional<List<@Nullable String>> fields(String text) {
        List<@Nullable String> fields = new ArrayList<>();
        int at = 0;
        while (at < text.length() && fields.size() < FIELDS) {
            if (text.startsWith("-;", at)) {
                fields.add(null);
                at += 2;
                continue;
            }
            int colon = text.indexOf(':', at);
            if (colon < 0) {
                return Optional.empty();
            }
            int length = Integer.parseInt(text.substring(at, colon));
            if (length < 0 || length > text.length() - colon - 2) {
                return Optional.empty();
            }
            fields.add(text.substring(colon + 1, colon + 1 + length));
            at = colon + 2 + length;
        }
        return fields.size() == FIELDS ? Optional.of(fields) : Optional.empty();
    }

    private static String field(@Nullable Object value) {
        return value == null ? "-;" : value.toString().length() + ":" + value + ";";
    }
}
