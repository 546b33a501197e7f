package fr.dmp.access.process;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.access.AccessRequest.Kind;
import fr.dmp.access.GrantOutcome;
import java.io.InputStream;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may be given access, as a table of cases, and what holds of every case there is. */
class AccessGrantTableTest {

    private static final Set<GrantOutcome> READS = Set.of(GrantOutcome.GRANT, GrantOutcome.HELD);

    private static DmnEngine engine;
    private static DmnDecision table;

    private record Case(
            boolean active,
            boolean struckOff,
            boolean authorizable,
            boolean blocked,
            boolean declared,
            boolean authorized,
            Kind kind,
            boolean consent) {

        GrantOutcome outcome() {
            return GrantOutcome.valueOf(engine.evaluateDecisionTable(
                            table,
                            Variables.putValue("active", active)
                                    .putValue("struckOff", struckOff)
                                    .putValue("authorizable", authorizable)
                                    .putValue("blocked", blocked)
                                    .putValue("declared", declared)
                                    .putValue("authorized", authorized)
                                    .putValue("kind", kind.name())
                                    .putValue("consent", consent))
                    .getSingleEntry());
        }
    }

    @BeforeAll
    static void read() throws Exception {
        engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        try (InputStream model = AccessGrantTableTest.class.getResourceAsStream("/processes/access-grant.dmn")) {
            table = engine.parseDecision("access-grant", model);
        }
    }

    @ParameterizedTest(name = "{9}")
    @CsvSource({
        // active, struck off, authorizable, blocked, declared, authorized, kind, consent, outcome, who
        "true, false, true, false, false, false, HOLDER, true, GRANT, the holder grants",
        "true, false, true, false, false, true, HOLDER, true, GRANT, the holder changes the end",
        "true, false, true, true, false, false, HOLDER, true, BLOCKED, the holder has blocked them",
        "true, false, true, false, true, false, HOLDER, true, HELD, the treating physician reads anyway",
        "true, false, true, true, true, false, REQUEST, false, HELD, a block on the treating physician means nothing",
        "true, false, false, false, false, false, HOLDER, true, HABILITATION, a profession that reads nothing",
        "true, false, true, false, false, false, HOLDER_PRESENT, true, GRANT, attested",
        "true, false, true, false, false, false, HOLDER_PRESENT, false, CONSENT_REQUIRED, present but not consenting",
        "true, false, true, false, false, true, HOLDER_PRESENT, true, HELD, an attestation prolongs nothing",
        "true, false, true, true, false, true, HOLDER_PRESENT, true, BLOCKED, blocked beats authorized",
        "true, false, true, false, false, false, REQUEST, false, ASK, asked from afar",
        "true, false, true, false, false, false, REQUEST, true, GRANT, asked and accepted",
        "true, true, true, false, false, false, REQUEST, true, STRUCK_OFF, struck off before the answer",
        "true, false, true, false, false, true, REQUEST, false, HELD, needs no asking",
        "true, false, true, true, false, false, REQUEST, false, BLOCKED, blocked and asking",
        "false, false, true, false, true, true, HOLDER, true, RECORD_NOT_ACTIVE, a closed record",
        "true, true, true, false, true, false, REQUEST, false, STRUCK_OFF, a physician who practises no more"
    })
    void eachCase(
            boolean active,
            boolean struckOff,
            boolean authorizable,
            boolean blocked,
            boolean declared,
            boolean authorized,
            Kind kind,
            boolean consent,
            GrantOutcome outcome,
            String who) {
        assertThat(new Case(active, struckOff, authorizable, blocked, declared, authorized, kind, consent).outcome())
                .as(who)
                .isEqualTo(outcome);
    }

    @Test
    void noCaseIsForgottenAndNobodyReadsAgainstTheHoldersWill() {
        int[] cases = {0};
        each(one -> {
            cases[0]++;
            GrantOutcome outcome = one.outcome();
            if (!one.active() || one.struckOff() || one.blocked() && !one.declared()) {
                assertThat(READS).as("%s", one).doesNotContain(outcome);
            }
            if (outcome == GrantOutcome.GRANT) {
                assertThat(one.kind() == Kind.HOLDER || one.consent())
                        .as("%s", one)
                        .isTrue();
                assertThat(one.declared()).as("%s", one).isFalse();
            }
            if (outcome == GrantOutcome.HELD) {
                assertThat(one.declared() || one.authorized()).as("%s", one).isTrue();
            }
            if (outcome == GrantOutcome.ASK) {
                assertThat(one.kind()).as("%s", one).isEqualTo(Kind.REQUEST);
                assertThat(one.consent() || one.blocked() || one.authorized())
                        .as("%s", one)
                        .isFalse();
            }
        });
        assertThat(cases[0]).isEqualTo(384);
    }

    private static void each(Consumer<Case> judged) {
        for (Kind kind : Kind.values()) {
            for (int bits = 0; bits < 128; bits++) {
                judged.accept(new Case(
                        (bits & 1) > 0,
                        (bits & 2) > 0,
                        (bits & 4) > 0,
                        (bits & 8) > 0,
                        (bits & 16) > 0,
                        (bits & 32) > 0,
                        kind,
                        (bits & 64) > 0));
            }
        }
    }
}
