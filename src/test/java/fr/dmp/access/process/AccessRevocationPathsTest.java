package fr.dmp.access.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.SandboxTest;
import fr.dmp.WalkedModels;
import fr.dmp.access.Asking;
import fr.dmp.access.Authorizations;
import fr.dmp.access.Authorizations.Authorization;
import fr.dmp.refusal.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Every path of the process, on the real engine and database. */
@SandboxTest
class AccessRevocationPathsTest {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Authorizations authorizations;

    @Autowired
    private Clock clock;

    private Asking asking;
    private String doctor;

    @BeforeAll
    static void forget(@Autowired WalkedModels models) {
        models.forget(AccessRevocation.KEY);
    }

    @AfterAll
    static void everyPathWasWalked(@Autowired WalkedModels models, @Autowired ProcessEngine engine) {
        models.assertWhollyWalked(engine, AccessRevocation.KEY);
    }

    @BeforeEach
    void people() {
        asking = Asking.of(program);
        doctor = asking.professional("10");
    }

    @Test
    void anAuthorizationEndsAndItsTreatingRightsWithIt() {
        Authorization given = authorizations.grant(asking.holderSession(), doctor, null, Supplier::get);
        authorizations.giveTreatingRights(asking.holderSession(), given.id());

        authorizations.revoke(asking.holderSession(), given.id());

        assertThat(ends()).containsExactly("endRevoked");
        assertThat(asking.reading(doctor)).isEqualTo("403 access-denied NO_AUTHORIZATION");
        assertThat(rights()).isZero();
    }

    @Test
    void theProfessionalIsBlockedInOneGo() {
        Authorization given = authorizations.grant(asking.holderSession(), doctor, null, Supplier::get);

        authorizations.revokeAndBlock(asking.holderSession(), given.id());

        assertThat(ends()).containsExactly("endRevoked");
        assertThat(asking.reading(doctor)).isEqualTo("403 access-denied BLOCKED");
    }

    /** An authorization that ran out can be ended still, and what was asked since then with it. */
    @Test
    void whatWasAskedMeanwhileIsDeclined() {
        Authorization given = authorizations.grant(asking.holderSession(), doctor, in(1), Supplier::get);
        asking.superuser()
                .sql(
                        "update dmp.access_authorization set since = since - interval '2 days', until = until - interval '2 days' where record = ?")
                .param(asking.record())
                .update();
        assertThat(asking.ask(doctor).status()).isEqualTo(202);

        authorizations.revoke(asking.holderSession(), given.id());

        assertThat(asking.requests()).containsExactly("HOLDER GRANTED", "REQUEST DECLINED");
    }

    @Test
    void theTreatingPhysiciansIsntTheHoldersToEnd() {
        asking.declare(doctor, LocalDate.now(clock).minusDays(1));

        assertThatThrownBy(() -> authorizations.revoke(asking.holderSession(), doctor))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.slug()).isEqualTo("treating-physician"));

        assertThat(asking.reading(doctor)).isEqualTo("200");
        assertThat(ends()).as("nothing of it is kept").isEmpty();
    }

    private Instant in(int days) {
        return clock.instant().plus(days, ChronoUnit.DAYS);
    }

    private long rights() {
        return asking.superuser()
                .sql("select count(*) from dmp.treating_right where record = ? and ended_at is null")
                .param(asking.record())
                .query(Long.class)
                .single();
    }

    private List<String> ends() {
        return asking
                .superuser()
                .sql("select id::text from dmp.access_revocation where record = ? and state = 'DONE'")
                .param(asking.record())
                .query(String.class)
                .list()
                .stream()
                .map(id -> engine.getHistoryService()
                        .createHistoricProcessInstanceQuery()
                        .processInstanceBusinessKey(id)
                        .singleResult()
                        .getEndActivityId())
                .toList();
    }
}
