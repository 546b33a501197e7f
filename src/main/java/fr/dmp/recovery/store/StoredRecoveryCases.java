package fr.dmp.recovery.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.record.ContactProof;
import fr.dmp.recovery.Answers;
import fr.dmp.recovery.Lost;
import fr.dmp.recovery.RecoveryCase;
import fr.dmp.recovery.RecoveryCase.Call;
import fr.dmp.recovery.RecoveryCase.Progress;
import fr.dmp.recovery.RecoveryCase.Subject;
import fr.dmp.recovery.RecoveryCases;
import fr.dmp.recovery.RecoveryPath;
import fr.dmp.recovery.RecoveryReason;
import fr.dmp.recovery.RecoveryStatus;
import fr.dmp.recovery.Verdict;
import fr.dmp.vault.HouseKeys;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(propagation = Propagation.MANDATORY)
class StoredRecoveryCases implements RecoveryCases {

    private static final String OF =
            """
            select id, reference, lost, postcode, requested_at, record, person, verdict, announced, by_form, agent,
                unreached, status, path, reasons, due_at, held_until from dmp.recovery where id = ?""";

    private final JdbcClient jdbc;
    private final HouseKeys keys;
    private final ObjectMapper json;
    private final Clock clock;

    StoredRecoveryCases(JdbcClient jdbc, HouseKeys keys, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void add(RecoveryCase recovery, Answers answers, String nir, @Nullable String caller) {
        Call call = recovery.call();
        jdbc.sql(
                        """
                        insert into dmp.recovery (id, reference, lost, postcode, requested_at, nir_digest, caller_digest,
                            answers, phone, by_form, asked_by_form, agent, status, due_at, call_due, since)
                        values (:id, :reference, :lost, :postcode, :requested, :nir, :caller, :answers, :phone, :form, :form,
                            :agent, :status, :due::timestamptz, :due::timestamptz, :requested)
                        """)
                .param("id", recovery.id())
                .param("reference", recovery.reference())
                .param("lost", recovery.lost().name())
                .param("postcode", recovery.postcode())
                .param("requested", at(recovery.requestedAt()))
                .param("nir", keys.digest("recovery-nir", nir))
                .param("caller", caller == null ? null : keys.digest("recovery-caller", caller))
                .param("answers", sealedAnswers(recovery.id(), answers))
                .param("phone", sealedPhone(recovery.id(), answers.phone()))
                .param("form", call.byForm())
                .param("agent", call.agent())
                .param("status", recovery.progress().status().name())
                .param("due", at(recovery.progress().dueAt()))
                .update();
    }

    @Override
    public Optional<RecoveryCase> lock(UUID recovery) {
        return one(recovery, " for update");
    }

    @Override
    public Optional<RecoveryCase> find(UUID recovery) {
        return one(recovery, "");
    }

    private Optional<RecoveryCase> one(UUID recovery, String how) {
        return jdbc.sql(OF + how)
                .param(recovery)
                .query(StoredRecoveryCases::recovery)
                .optional();
    }

    @Override
    public Optional<UUID> referred(String reference) {
        return jdbc.sql("select id from dmp.recovery where reference = ?")
                .param(reference)
                .query(UUID.class)
                .optional();
    }

    @Override
    public void save(RecoveryCase recovery) {
        Subject subject = recovery.subject();
        Call call = recovery.call();
        Progress progress = recovery.progress();
        jdbc.sql(
                        """
                        update dmp.recovery set record = :record, person = :person, verdict = :verdict,
                            announced = :announced, by_form = :form, agent = :agent, unreached = :unreached, path = :path,
                            reasons = :reasons, due_at = :due::timestamptz, held_until = :held::timestamptz,
                            since = case when status = :status then since else :now end, status = :status,
                            answers = case when :over then null else answers end,
                            phone = case when :over then null else phone end,
                            code_digest = case when :over then null else code_digest end,
                            cancel_digest = case when :over then null else cancel_digest end,
                            settled_at = case when :over then :now end
                        where id = :id
                        """)
                .param("record", subject.record())
                .param("person", subject.person())
                .param("verdict", name(subject.verdict()))
                .param("announced", subject.announced())
                .param("form", call.byForm())
                .param("agent", call.agent())
                .param("unreached", call.unreached())
                .param("path", name(progress.path()))
                .param(
                        "reasons",
                        progress.reasons().stream().map(Enum::name).sorted().toArray(String[]::new))
                .param("due", at(progress.dueAt()))
                .param("held", at(progress.heldUntil()))
                .param("status", progress.status().name())
                .param("over", progress.status().over())
                .param("now", at(clock.instant()))
                .param("id", recovery.id())
                .update();
    }

    @Override
    public Answers answers(UUID recovery) {
        byte[] bytes = jdbc.sql("select answers from dmp.recovery where id = ? and answers is not null")
                .param(recovery)
                .query(byte[].class)
                .optional()
                .orElseThrow(() -> new IllegalStateException("what was answered is erased"));
        try {
            return json.readValue(keys.open(context(recovery), bytes), Answers.class);
        } catch (JsonProcessingException e) {
            // Its message would quote what was answered.
            throw new IllegalStateException("what was answered can't be read");
        }
    }

    @Override
    public void answered(UUID recovery, Answers answers) {
        jdbc.sql("update dmp.recovery set answers = ? where id = ?")
                .params(sealedAnswers(recovery, answers), recovery)
                .update();
    }

    @Override
    public void forgetAnswers(UUID recovery) {
        jdbc.sql("update dmp.recovery set answers = null where id = ?")
                .param(recovery)
                .update();
    }

    @Override
    public void called(UUID recovery) {
        jdbc.sql("update dmp.recovery set called_at = coalesce(called_at, ?) where id = ?")
                .params(at(clock.instant()), recovery)
                .update();
    }

    @Override
    public Optional<String> phone(UUID recovery) {
        return jdbc.sql("select phone from dmp.recovery where id = ? and phone is not null")
                .param(recovery)
                .query(byte[].class)
                .optional()
                .map(bytes -> keys.open(phoneContext(recovery), bytes));
    }

    @Override
    public void expectCode(UUID recovery, String code, Instant until, int tries) {
        jdbc.sql(
                        """
                        update dmp.recovery set code_digest = ?, code_until = ?, code_tries = ?, code_next_at = null
                        where id = ?
                        """)
                .params(keys.digest(code(recovery), code), at(until), tries, recovery)
                .update();
    }

    @Override
    public ContactProof proof(UUID recovery) {
        return jdbc.sql("select code_until, code_tries, code_next_at from dmp.recovery where id = ?")
                .param(recovery)
                .query((row, n) -> new ContactProof(
                        instant(row, "code_until"), row.getInt("code_tries"), instant(row, "code_next_at")))
                .single();
    }

    @Override
    public void save(UUID recovery, ContactProof proof) {
        jdbc.sql(
                        """
                        update dmp.recovery set code_until = ?::timestamptz, code_tries = ?,
                            code_next_at = ?::timestamptz where id = ?
                        """)
                .params(at(proof.until()), proof.tries(), at(proof.nextAt()), recovery)
                .update();
    }

    @Override
    public boolean isCode(UUID recovery, String typed) {
        return matches("code_digest", recovery, code(recovery), typed);
    }

    @Override
    public void expectCancellation(UUID recovery, String code) {
        jdbc.sql("update dmp.recovery set cancel_digest = ? where id = ?")
                .params(keys.digest(cancellation(recovery), code), recovery)
                .update();
    }

    @Override
    public boolean isCancellation(UUID recovery, String typed) {
        return matches("cancel_digest", recovery, cancellation(recovery), typed);
    }

    private boolean matches(String column, UUID recovery, String purpose, String typed) {
        return jdbc.sql("select " + column + " from dmp.recovery where id = ? and " + column + " is not null")
                .param(recovery)
                .query(byte[].class)
                .optional()
                .filter(digest -> keys.matches(purpose, typed, digest))
                .isPresent();
    }

    @Override
    public Optional<Instant> heldByOthers(UUID record, UUID recovery) {
        return jdbc.sql(
                        """
                        select max(held_until) as held from dmp.recovery
                        where record = ? and settled_at is null and status = 'COOLING_OFF' and id <> ?
                        """)
                .params(record, recovery)
                .query((row, n) -> Optional.ofNullable(instant(row, "held")))
                .single();
    }

    @Override
    public int ofThisPerson(UUID recovery, Instant since) {
        return jdbc.sql(
                        """
                        select count(*) from dmp.recovery o join dmp.recovery r on r.nir_digest = o.nir_digest
                        where r.id = ? and o.requested_at > ?
                        """)
                .params(recovery, at(since))
                .query(Integer.class)
                .single();
    }

    @Override
    public int begunBy(String agent, Instant since) {
        return jdbc.sql("select count(*) from dmp.recovery where agent = ? and requested_at > ?")
                .params(agent, at(since))
                .query(Integer.class)
                .single();
    }

    private byte[] sealedAnswers(UUID recovery, Answers answers) {
        try {
            return keys.seal(context(recovery), json.writeValueAsString(answers));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was answered can't be written");
        }
    }

    private byte @Nullable [] sealedPhone(UUID recovery, @Nullable String phone) {
        return phone == null ? null : keys.seal(phoneContext(recovery), phone);
    }

    private static RecoveryCase recovery(ResultSet row, int n) throws SQLException {
        String verdict = row.getString("verdict");
        String path = row.getString("path");
        return new RecoveryCase(
                row.getObject("id", UUID.class),
                row.getString("reference"),
                Lost.valueOf(row.getString("lost")),
                row.getString("postcode"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                new Subject(
                        row.getObject("record", UUID.class),
                        row.getObject("person", UUID.class),
                        verdict == null ? null : Verdict.valueOf(verdict),
                        row.getBoolean("announced")),
                new Call(row.getBoolean("by_form"), row.getString("agent"), row.getInt("unreached")),
                new Progress(
                        RecoveryStatus.valueOf(row.getString("status")),
                        path == null ? null : RecoveryPath.valueOf(path),
                        reasons(row.getArray("reasons")),
                        instant(row, "due_at"),
                        instant(row, "held_until")));
    }

    private static Set<RecoveryReason> reasons(Array kept) throws SQLException {
        return Arrays.stream((String[]) kept.getArray())
                .map(RecoveryReason::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String name(@Nullable Enum<?> one) {
        return one == null ? null : one.name();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime kept = row.getObject(column, OffsetDateTime.class);
        return kept == null ? null : kept.toInstant();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static String context(UUID recovery) {
        return "recovery/" + recovery;
    }

    private static String phoneContext(UUID recovery) {
        return "recovery-phone/" + recovery;
    }

    private static String code(UUID recovery) {
        return "recovery-code/" + recovery;
    }

    private static String cancellation(UUID recovery) {
        return "recovery-cancellation/" + recovery;
    }
}
