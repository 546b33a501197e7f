package fr.dmp.record.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.audit.Actor;
import fr.dmp.record.Application;
import fr.dmp.record.ContactProof;
import fr.dmp.record.CreationCase;
import fr.dmp.record.CreationCases;
import fr.dmp.record.CreationChannel;
import fr.dmp.record.CreationReason;
import fr.dmp.record.CreationStatus;
import fr.dmp.record.Records;
import fr.dmp.vault.HouseKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredCreationCases implements CreationCases {

    private static final String OF =
            """
            select id, record, channel, status, reason, person, starter_kind, starter, starter_name, consent_at, checked
            from dmp.record_creation where id = ?""";

    private final JdbcClient jdbc;
    private final HouseKeys keys;
    private final ObjectMapper json;
    private final Clock clock;
    private final StoredEmergencySettings settings;

    StoredCreationCases(
            JdbcClient jdbc, HouseKeys keys, ObjectMapper json, Clock clock, StoredEmergencySettings settings) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public void add(CreationCase creation, Application application) {
        jdbc.sql(
                        """
                        insert into dmp.record_creation (id, record, channel, status, applicant, starter_kind, starter,
                            starter_name, consent_at, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        creation.id(),
                        creation.record(),
                        creation.channel().name(),
                        creation.status().name(),
                        keys.seal(context(creation.id()), written(application)),
                        creation.starter().kind().name(),
                        creation.starter().id(),
                        creation.starter().name(),
                        at(creation.consentAt()),
                        now())
                .update();
    }

    @Override
    public Optional<CreationCase> find(UUID creation) {
        return jdbc.sql(OF)
                .param(creation)
                .query(StoredCreationCases::creationCase)
                .optional();
    }

    @Override
    public Optional<CreationCase> lock(UUID creation) {
        return jdbc.sql(OF + " for update")
                .param(creation)
                .query(StoredCreationCases::creationCase)
                .optional();
    }

    @Override
    public void save(CreationCase creation) {
        jdbc.sql(
                        """
                        update dmp.record_creation set status = :status, reason = :reason, person = :person,
                            checked = :checked, applicant = case when :settled then null else applicant end,
                            code_digest = case when :settled then null else code_digest end,
                            settled_at = case when :settled then :now::timestamptz end
                        where id = :id
                        """)
                .param("status", creation.status().name())
                .param(
                        "reason",
                        creation.reason() == null ? null : creation.reason().name())
                .param("person", creation.person())
                .param("checked", creation.checked())
                .param("settled", settled(creation.status()))
                .param("now", now())
                .param("id", creation.id())
                .update();
    }

    private static boolean settled(CreationStatus status) {
        return status == CreationStatus.OPENED || status == CreationStatus.REFUSED;
    }

    @Override
    public Application application(UUID creation) {
        byte[] sealed = jdbc.sql("select applicant from dmp.record_creation where id = ? and applicant is not null")
                .param(creation)
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("what was typed is erased"));
        try {
            return json.readValue(keys.open(context(creation), sealed), Application.class);
        } catch (JsonProcessingException e) {
            // Its message would quote what was typed.
            throw new IllegalStateException("what was typed can't be read");
        }
    }

    @Override
    public void expectCode(UUID creation, String code, Instant until) {
        jdbc.sql("update dmp.record_creation set code_digest = ?, code_until = ? where id = ?")
                .params(keys.digest(purpose(creation), code), at(until), creation)
                .update();
    }

    @Override
    public ContactProof proof(UUID creation) {
        return jdbc.sql("select code_until, code_tries, code_next_at from dmp.record_creation where id = ?")
                .param(creation)
                .query((row, n) -> new ContactProof(
                        instant(row, "code_until"), row.getInt("code_tries"), instant(row, "code_next_at")))
                .single();
    }

    @Override
    public void save(UUID creation, ContactProof proof) {
        jdbc.sql(
                        """
                        update dmp.record_creation set code_until = ?::timestamptz, code_tries = ?,
                            code_next_at = ?::timestamptz where id = ?
                        """)
                .params(at(proof.until()), proof.tries(), at(proof.nextAt()), creation)
                .update();
    }

    @Override
    public boolean isCode(UUID creation, String code) {
        return jdbc.sql("select code_digest from dmp.record_creation where id = ? and code_digest is not null")
                .param(creation)
                .query(byte[].class)
                .optional()
                .filter(digest -> keys.matches(purpose(creation), code, digest))
                .isPresent();
    }

    @Override
    public void showIdentifier(UUID creation, String identifier) {
        jdbc.sql("update dmp.record_creation set identifier = ? where id = ?")
                .params(keys.seal(context(creation), identifier), creation)
                .update();
    }

    @Override
    public Optional<String> identifier(UUID creation, Instant notSettledBefore) {
        return jdbc.sql(
                        "select identifier from dmp.record_creation where id = ? and identifier is not null and settled_at > ?")
                .params(creation, at(notSettledBefore))
                .query(byte[].class)
                .optional()
                .map(bytes -> keys.open(context(creation), bytes));
    }

    @Override
    public boolean open(CreationCase creation, Records.Summary record) {
        boolean opened = jdbc.sql(
                                """
                                insert into dmp.record (id, person, status, opened_at, opened_by, opener_kind, opener,
                                    opener_name, consent_at)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                                """)
                        .params(
                                record.record(),
                                record.person(),
                                record.status().name(),
                                at(record.openedAt()),
                                record.openedBy(),
                                record.opener().kind().name(),
                                record.opener().id(),
                                record.opener().name(),
                                at(creation.consentAt()))
                        .update()
                == 1;
        if (opened && !record.emergency().unopposed()) {
            settings.allow(record.record(), record.emergency(), record.openedAt());
        }
        return opened;
    }

    private String written(Application application) {
        try {
            return json.writeValueAsString(application);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was typed can't be written");
        }
    }

    private static CreationCase creationCase(ResultSet row, int n) throws SQLException {
        String reason = row.getString("reason");
        return new CreationCase(
                row.getObject("id", UUID.class),
                row.getObject("record", UUID.class),
                CreationChannel.valueOf(row.getString("channel")),
                CreationStatus.valueOf(row.getString("status")),
                reason == null ? null : CreationReason.valueOf(reason),
                row.getObject("person", UUID.class),
                new Actor(
                        Actor.Kind.valueOf(row.getString("starter_kind")),
                        row.getString("starter"),
                        row.getString("starter_name")),
                row.getObject("consent_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("checked"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static String context(UUID creation) {
        return "creation/" + creation;
    }

    private static String purpose(UUID creation) {
        return "creation-code/" + creation;
    }
}
