package fr.dmp.emergency.store;

import fr.dmp.audit.AccessMode;
import fr.dmp.emergency.EmergencyBook;
import fr.dmp.emergency.EmergencyReason;
import fr.dmp.emergency.EmergencyWish;
import fr.dmp.emergency.Opinion;
import fr.dmp.emergency.PatientEmergencies.Patient;
import fr.dmp.emergency.Review;
import fr.dmp.vault.Content;
import fr.dmp.vault.ContentVault;
import fr.dmp.vault.RecordContents;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Facts are the decision's own; words are sealed under the record's key, each as a text of its own. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class StoredEmergencyBook implements EmergencyBook {

    private static final String ACCESS =
            """
            select a.record, a.id, a.professional, a.mode, a.since, a.until, a.ended_at
            from dmp.emergency_access a where a.record = :record\s""";

    private static final String CASE =
            """
            select a.record, a.id, a.professional, a.mode, a.since, a.until, a.ended_at, c.reason, c.explanation,
                c.call_reference, c.review, c.due_at, c.contested_at, c.words, c.outcome_reason,
                c.escalated_at, c.first_finding, c.first_words
            from dmp.emergency_access a join dmp.emergency_case c on c.record = a.record and c.id = a.id
            where a.record = :record\s""";

    /** Which of an access's texts one is: it opens as that one and as no other. */
    private enum Text {
        EXPLANATION,
        HOLDERS_WORDS,
        OUTCOME,
        FIRST;

        Content of(UUID record, UUID access) {
            return new Content(record, access, ordinal() + 1, "text/plain");
        }
    }

    private final JdbcClient jdbc;
    private final ContentVault vault;

    StoredEmergencyBook(JdbcClient jdbc, ContentVault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    @Override
    public Standing standing(UUID record, String professional, AccessMode mode, Instant at) {
        return jdbc.sql(
                        """
                        select status, blocked and not declared as blocked, declared or authorized as held, exists (
                                select from dmp.matrix_cell c where c.version = matrix
                                    and c.profession = facts.profession and c.allowed) as allowed,
                            exists (
                                select from dmp.emergency_objection o where o.record = :record and o.mode = :mode
                                    and o.since <= :at and (o.ended_at is null or o.ended_at > :at)) as objected
                        from dmp.access_facts(:record, 'PROFESSIONAL', :professional, :at) as facts
                        """)
                .param("record", record)
                .param("professional", professional)
                .param("mode", mode.name())
                .param("at", utc(at))
                .query((row, n) -> new Standing(
                        !row.getString("status").equals("NONE"),
                        row.getString("status").equals("ACTIVE"),
                        row.getBoolean("blocked"),
                        row.getBoolean("allowed"),
                        row.getBoolean("objected"),
                        row.getBoolean("held")))
                .single();
    }

    @Override
    public Optional<Kept> open(UUID record, String professional, AccessMode mode, Instant at) {
        jdbc.sql(
                        """
                        update dmp.emergency_access set ended_at = until
                        where record = ? and professional = ? and mode = ? and ended_at is null and until <= ?
                        """)
                .params(record, professional, mode.name(), utc(at))
                .update();
        return jdbc.sql(ACCESS + "and a.professional = :professional and a.mode = :mode and a.ended_at is null")
                .param("record", record)
                .param("professional", professional)
                .param("mode", mode.name())
                .query(StoredEmergencyBook::access)
                .optional();
    }

    @Override
    public void add(Kept access, EmergencyWish.Checked wish, Instant dueAt) {
        jdbc.sql(
                        """
                        insert into dmp.emergency_access (record, id, professional, mode, since, until)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        access.record(),
                        access.id(),
                        access.professional(),
                        access.mode().name(),
                        utc(access.since()),
                        utc(access.until()))
                .update();
        jdbc.sql(
                        """
                        insert into dmp.emergency_case (record, id, reason, explanation, call_reference, review, due_at)
                        values (?, ?, ?, ?, ?, 'PENDING', ?)
                        """)
                .params(
                        access.record(),
                        access.id(),
                        wish.reason().name(),
                        seal(Text.EXPLANATION, access.record(), access.id(), wish.explanation()),
                        wish.callReference(),
                        utc(dueAt))
                .update();
    }

    @Override
    public Optional<Kept> find(UUID record, UUID access) {
        return jdbc.sql(ACCESS + "and a.id = :access")
                .param("record", record)
                .param("access", access)
                .query(StoredEmergencyBook::access)
                .optional();
    }

    @Override
    public List<Case> of(UUID record) {
        RecordContents contents = vault.contents(record);
        return jdbc.sql(CASE + "order by a.since desc, a.id desc")
                .param("record", record)
                .query((row, n) -> read(row, contents))
                .list();
    }

    @Override
    public Optional<Case> get(UUID record, UUID access) {
        RecordContents contents = vault.contents(record);
        return jdbc.sql(CASE + "and a.id = :access")
                .param("record", record)
                .param("access", access)
                .query((row, n) -> read(row, contents))
                .optional();
    }

    @Override
    public void end(UUID record, UUID access, Instant at) {
        jdbc.sql(
                        """
                        update dmp.emergency_access set ended_at = least(until, ?)
                        where record = ? and id = ? and ended_at is null
                        """)
                .params(utc(at), record, access)
                .update();
    }

    @Override
    public void contest(UUID record, UUID access, String words, Instant at) {
        change("contested_at = ?, words = ?", record, access, utc(at), seal(Text.HOLDERS_WORDS, record, access, words));
    }

    @Override
    public boolean reviewed(UUID record, UUID access, String reviewer) {
        return jdbc.sql(
                        """
                        select exists (
                            select from dmp.emergency_opinion where record = ? and access = ? and reviewer = ?)
                        """)
                .params(record, access, reviewer)
                .query(Boolean.class)
                .single();
    }

    @Override
    public void keepFirst(UUID record, UUID access, String reviewer, String words, Instant at) {
        give(record, access, reviewer, Review.UNJUSTIFIED, at);
        change(
                "first_finding = ?, first_words = ?, outcome_reason = ?",
                record,
                access,
                Review.UNJUSTIFIED.name(),
                seal(Text.FIRST, record, access, words),
                seal(Text.OUTCOME, record, access, words));
    }

    @Override
    public void settle(UUID record, UUID access, Review outcome, String reviewer, String words, Instant at) {
        give(record, access, reviewer, outcome, at);
        change(
                "review = ?, reviewed_at = ?, outcome_reason = ?",
                record,
                access,
                outcome.name(),
                utc(at),
                seal(Text.OUTCOME, record, access, words));
    }

    /** Its key lets nobody give a second one. */
    private void give(UUID record, UUID access, String reviewer, Review finding, Instant at) {
        jdbc.sql(
                        """
                        insert into dmp.emergency_opinion (record, access, reviewer, finding, given_at)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(record, access, reviewer, finding.name(), utc(at))
                .update();
    }

    @Override
    public void reopen(UUID record, UUID access, Instant dueAt) {
        Case settled = get(record, access).orElseThrow();
        change(
                """
                first_finding = review, first_words = ?, review = 'PENDING', reviewed_at = null, due_at = ?
                """,
                record,
                access,
                seal(Text.FIRST, record, access, Objects.requireNonNull(settled.outcomeReason())),
                utc(dueAt));
    }

    @Override
    public void escalate(UUID record, UUID access, Instant at) {
        change("escalated_at = coalesce(escalated_at, ?)", record, access, utc(at));
    }

    @Override
    public List<OfPatient> ofPatients(String physician, Instant since, Instant at) {
        return jdbc.sql("select * from dmp.emergencies_of_patients(?, ?, ?)")
                .params(physician, utc(since), utc(at))
                .query((row, n) -> new OfPatient(
                        new Kept(
                                row.getObject("record", UUID.class),
                                row.getObject("id", UUID.class),
                                row.getString("professional"),
                                AccessMode.valueOf(row.getString("mode")),
                                instant(row, "since"),
                                instant(row, "until"),
                                null),
                        EmergencyReason.valueOf(row.getString("reason")),
                        new Patient(
                                row.getString("family_name"),
                                row.getString("given_names"),
                                row.getObject("birth_date", LocalDate.class).getYear())))
                .list();
    }

    @Override
    public Optional<UUID> record(UUID access) {
        return jdbc.sql("select record from dmp.emergency_access where id = ?")
                .param(access)
                .query(UUID.class)
                .optional();
    }

    @Override
    public UUID holder(UUID record) {
        return jdbc.sql("select person from dmp.record where id = ?")
                .param(record)
                .query(UUID.class)
                .single();
    }

    @Override
    public boolean watched(UUID record) {
        return jdbc.sql(
                        """
                        select exists (
                            select from dmp.emergency_choice
                            where record = ? and choice = 'WATCHED' and ended_at is null)
                        """)
                .param(record)
                .query(Boolean.class)
                .single();
    }

    @Override
    public List<String> contacts(UUID record, int most) {
        return jdbc.sql("select * from dmp.emergency_contacts_told(?, ?)")
                .params(record, most)
                .query(String.class)
                .list();
    }

    private void change(String what, UUID record, UUID access, Object... values) {
        jdbc.sql("update dmp.emergency_case set " + what + " where record = ? and id = ?")
                .params(Stream.concat(Stream.of(values), Stream.of(record, access))
                        .toList())
                .update();
    }

    private byte[] seal(Text text, UUID record, UUID access, String words) {
        return vault.seal(text.of(record, access), words.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String open(RecordContents contents, Text text, Kept access, byte @Nullable [] sealed) {
        return sealed == null
                ? null
                : new String(contents.open(text.of(access.record(), access.id()), sealed), StandardCharsets.UTF_8);
    }

    private static Case read(ResultSet row, RecordContents contents) throws SQLException {
        Kept access = access(row, 0);
        String explanation = open(contents, Text.EXPLANATION, access, row.getBytes("explanation"));
        return new Case(
                access,
                EmergencyReason.valueOf(row.getString("reason")),
                Objects.requireNonNull(explanation),
                row.getString("call_reference"),
                Review.valueOf(row.getString("review")),
                instant(row, "due_at"),
                instantOrNull(row, "contested_at"),
                open(contents, Text.HOLDERS_WORDS, access, row.getBytes("words")),
                open(contents, Text.OUTCOME, access, row.getBytes("outcome_reason")),
                instantOrNull(row, "escalated_at"),
                first(contents, access, row));
    }

    private static @Nullable Opinion first(RecordContents contents, Kept access, ResultSet row) throws SQLException {
        String finding = row.getString("first_finding");
        String words = open(contents, Text.FIRST, access, row.getBytes("first_words"));
        return finding == null || words == null ? null : new Opinion(Review.valueOf(finding), words);
    }

    private static Kept access(ResultSet row, int n) throws SQLException {
        return new Kept(
                row.getObject("record", UUID.class),
                row.getObject("id", UUID.class),
                row.getString("professional"),
                AccessMode.valueOf(row.getString("mode")),
                instant(row, "since"),
                instant(row, "until"),
                instantOrNull(row, "ended_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
