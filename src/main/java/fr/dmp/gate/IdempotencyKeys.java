package fr.dmp.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fr.dmp.refusal.Refusal;
import fr.dmp.vault.HouseKeys;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The keys as they are stored: what a row is found by and what was asked are keyed digests, the answer is sealed. The
 * row's insertion makes a second request wait until the first one's transaction has ended.
 */
@Repository
class IdempotencyKeys implements Idempotency {

    static final Duration KEPT = Duration.ofHours(24);

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final String SEAL = "idempotency/";

    private record Row(byte[] body, byte[] answer, OffsetDateTime at) {}

    private final JdbcClient jdbc;
    private final HouseKeys keys;
    private final ObjectMapper json;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, HouseKeys keys, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.json = json.copy()
                .setConfig(json.getSerializationConfig().with(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY))
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY, noRollbackFor = Refusal.class)
    public <T> T once(@Nullable String key, String caller, Object body, Class<T> answer, Supplier<T> effect) {
        byte[] id = id(key, caller);
        byte[] asked = asked(body);
        if (!claimed(id, asked)) {
            return again(found(id).orElseThrow(), id, asked, answer);
        }
        T given = effect.get();
        jdbc.sql("update dmp.idempotency_key set answer = ? where key = ?")
                .params(keys.seal(seal(id), write(given)), id)
                .update();
        return given;
    }

    @Override
    public <T> Optional<T> answered(@Nullable String key, String caller, Object body, Class<T> answer) {
        byte[] id = id(key, caller);
        return found(id)
                .filter(row -> row.at().isAfter(now().minus(KEPT)))
                .map(row -> again(row, id, asked(body), answer));
    }

    private byte[] id(@Nullable String key, String caller) {
        if (key == null || !KEY.matcher(key).matches()) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "idempotency-key-required");
        }
        return keys.digest("idempotency-key", caller.length() + ":" + caller + key);
    }

    private byte[] asked(Object body) {
        return keys.digest("idempotency-body", write(body));
    }

    private boolean claimed(byte[] id, byte[] asked) {
        OffsetDateTime now = now();
        return jdbc.sql(
                                """
                                insert into dmp.idempotency_key as k (key, body, at) values (?, ?, ?)
                                on conflict (key) do update set body = excluded.body, answer = null, at = excluded.at
                                where k.at <= ?
                                """)
                        .params(id, asked, now, now.minus(KEPT))
                        .update()
                == 1;
    }

    private Optional<Row> found(byte[] id) {
        return jdbc.sql("select body, answer, at from dmp.idempotency_key where key = ?")
                .param(id)
                .query((found, n) ->
                        new Row(found.getBytes(1), found.getBytes(2), found.getObject(3, OffsetDateTime.class)))
                .optional();
    }

    private <T> T again(Row row, byte[] id, byte[] asked, Class<T> answer) {
        if (!MessageDigest.isEqual(row.body(), asked)) {
            throw Refusal.conflict("idempotency-conflict");
        }
        return read(keys.open(seal(id), row.answer()), answer);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String seal(byte[] id) {
        return SEAL + HexFormat.of().formatHex(id);
    }

    private String write(@Nullable Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not to be written as JSON: " + e.getClass(), null);
        }
    }

    private <T> T read(String text, Class<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not to be read from JSON: " + e.getClass(), null);
        }
    }
}
