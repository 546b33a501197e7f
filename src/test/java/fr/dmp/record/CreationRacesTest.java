package fr.dmp.record;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.access.Access;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.gate.Limits;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.Professional;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Of several at once, one wins; the others are told. */
@SandboxTest
class CreationRacesTest {

    private static final int AT_ONCE = 6;

    private static final ProfessionalSession PHARMACIST = new ProfessionalSession(
            new Professional("10101010107", "MARTIN", "Claire", "21", null, "Pharmacie du Pont", "LYON", false, false),
            false);

    @Autowired
    private Creations creations;

    @Autowired
    private CreationCases cases;

    @Autowired
    private Slips slips;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Clock clock;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private Access access;

    @Autowired
    private Limits limits;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void requestsAtOnceOpenOneRecord() throws Exception {
        Someone someone = SomePeople.anyone().delivered(directory);
        List<String> answers = atOnce(() ->
                creations.openFor(PHARMACIST, someone.application()).status().name());
        assertThat(answers).filteredOn("OPENED"::equals).hasSize(1);
        assertThat(answers).filteredOn("record-exists"::equals).hasSize(AT_ONCE - 1);
    }

    /** Twice as many as there are connections: none may need a second one while it holds the first. */
    @Test
    void manyBeginAtOnceWithFewConnections() throws Exception {
        List<String> answers = atOnce(32, () -> creations
                .begin(SomePeople.anyone().application(), UUID.randomUUID().toString())
                .status()
                .name());
        assertThat(answers).containsOnly("AWAITING_CODE");
    }

    /** The transaction that is refused has written to the record's chain before, and holds it. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRefusalIsTracedAfterItsTransaction() {
        UUID record = creations
                .openFor(PHARMACIST, SomePeople.anyone().delivered(directory).application())
                .record();
        Actor stranger = new Actor(Actor.Kind.HOLDER, UUID.randomUUID().toString(), null);
        assertThat(answer(() -> transactions.execute(transaction -> {
                    trail.write(Act.of(record, stranger, "TRIED_FIRST", null, "TEST"));
                    access.require(stranger, AccessMode.NORMAL, record, Thing.NOTICES, "READ_NOTICES");
                    return "allowed";
                })))
                .isEqualTo("access-denied");
        assertThat(jdbc.sql("select act from dmp.audit_entry where record = ?")
                        .param(record)
                        .query(String.class)
                        .list())
                .contains("READ_NOTICES_REFUSED")
                .doesNotContain("TRIED_FIRST");
    }

    /** Asking for others' records is a way to try people and cards. */
    @Test
    void aProfessionalAsksSoManyTimesAnHour() {
        String rpps = UUID.randomUUID().toString();
        for (int n = 0; n < 60; n++) {
            limits.take("creation-professional", rpps, 60, Duration.ofHours(1));
        }
        ProfessionalSession busy = new ProfessionalSession(
                new Professional(rpps, "MARTIN", "Claire", "21", null, "Pharmacie", "LYON", false, false), false);
        assertThat(answer(() -> creations
                        .openFor(busy, SomePeople.anyone().application())
                        .status()
                        .name()))
                .isEqualTo("too-many-requests");
    }

    @Test
    void aCodeServesOnce() throws Exception {
        UUID id = awaitingCode();
        List<String> answers =
                atOnce(() -> creations.confirm(id, "123456").status().name());
        assertThat(answers).filteredOn("OPENED"::equals).hasSize(1);
        assertThat(answers).filteredOn("code-gone"::equals).hasSize(AT_ONCE - 1);
    }

    @Test
    void aSlipIsFetchedOnce() throws Exception {
        Creations.Outcome outcome = creations.openFor(
                PHARMACIST, SomePeople.anyone().delivered(directory).application());
        List<String> answers = atOnce(
                () -> new String(slips.fetch(outcome.slip(), PHARMACIST.actor()), 0, 5, StandardCharsets.ISO_8859_1));
        assertThat(answers).filteredOn("%PDF-"::equals).hasSize(1);
        assertThat(answers).filteredOn("slip-gone"::equals).hasSize(AT_ONCE - 1);
    }

    @Test
    void anothersSlipIsAbsentAndStaysWaiting() {
        Creations.Outcome outcome = creations.openFor(
                PHARMACIST, SomePeople.anyone().delivered(directory).application());
        for (Actor other : List.of(
                new Actor(Actor.Kind.PROFESSIONAL, "10101010115", "Paul AUTRE"),
                new Actor(Actor.Kind.STAFF, "lea", null),
                Actor.ANONYMOUS)) {
            assertThat(answer(() -> new String(slips.fetch(outcome.slip(), other), StandardCharsets.ISO_8859_1)))
                    .isEqualTo("not-found");
        }
        assertThat(slips.fetch(outcome.slip(), PHARMACIST.actor())).isNotEmpty();
    }

    /** Each wrong try makes the next wait longer, and the fifth is the last: the right code comes too late then. */
    @Test
    void guessingIsSlowedAndEnds() {
        UUID id = awaitingCode();
        assertThat(answer(() -> creations.confirm(id, "12345").status().name())).isEqualTo("invalid-input");
        assertThat(cases.proof(id).tries()).isZero();
        assertThat(answer(() -> creations.confirm(id, "000000").status().name()))
                .isEqualTo("code-wrong");
        assertThat(answer(() -> creations.confirm(id, "123456").status().name()))
                .isEqualTo("code-too-soon");
        transactions.executeWithoutResult(
                transaction -> cases.save(id, new ContactProof(clock.instant().plusSeconds(60), 4, null)));
        assertThat(answer(() -> creations.confirm(id, "000000").status().name()))
                .isEqualTo("code-wrong");
        transactions.executeWithoutResult(transaction -> cases.save(
                id,
                new ContactProof(
                        clock.instant().plusSeconds(60), cases.proof(id).tries(), null)));
        assertThat(answer(() -> creations.confirm(id, "123456").status().name()))
                .isEqualTo("code-gone");
        assertThat(creations.progress(id).status()).isEqualTo(CreationStatus.AWAITING_CODE);
    }

    private UUID awaitingCode() {
        UUID id = creations
                .begin(
                        SomePeople.anyone().delivered(directory).application(),
                        UUID.randomUUID().toString())
                .id();
        transactions.executeWithoutResult(
                transaction -> cases.expectCode(id, "123456", clock.instant().plusSeconds(60)));
        return id;
    }

    private static List<String> atOnce(Callable<String> call) throws Exception {
        return atOnce(AT_ONCE, call);
    }

    private static List<String> atOnce(int many, Callable<String> call) throws Exception {
        CyclicBarrier start = new CyclicBarrier(many);
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Future<String>> all = IntStream.range(0, many)
                    .mapToObj(n -> threads.submit(() -> {
                        start.await();
                        return answer(call);
                    }))
                    .toList();
            return all.stream().map(CreationRacesTest::got).toList();
        } finally {
            threads.shutdown();
        }
    }

    private static String got(Future<String> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String answer(Callable<String> call) {
        try {
            return call.call();
        } catch (Refusal refusal) {
            return refusal.slug();
        } catch (Exception e) {
            throw new IllegalStateException(
                    NestedExceptionUtils.getMostSpecificCause(e).toString(), e);
        }
    }
}
