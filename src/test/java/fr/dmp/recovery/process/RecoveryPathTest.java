package fr.dmp.recovery.process;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.recovery.Assessment;
import fr.dmp.recovery.RecoveryPath;
import fr.dmp.recovery.Verdict;
import java.io.InputStream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table against the rules, written out anew, for everything that it can be asked. */
class RecoveryPathTest {

    private static DmnEngine engine;
    private static DmnDecision table;

    @BeforeAll
    static void read() throws Exception {
        engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        try (InputStream model = RecoveryPathTest.class.getResourceAsStream("/processes/recovery-path.dmn")) {
            table = engine.parseDecision("recovery-path", model);
        }
    }

    @Test
    void itSaysWhatTheRulesSay() {
        int asked = 0;
        for (Verdict verdict : Verdict.values()) {
            for (Assessment.Contact contact : Assessment.Contact.values()) {
                for (int bits = 0; bits < 32; bits++) {
                    boolean phone = (bits & 1) > 0;
                    Assessment assessment = new Assessment(
                            verdict, contact, (bits & 2) > 0, (bits & 4) > 0, (bits & 8) > 0, (bits & 16) > 0);
                    assertThat(path(phone, assessment))
                            .as("%s by %s", assessment, phone ? "phone" : "form")
                            .isEqualTo(expected(phone, assessment));
                    asked++;
                }
            }
        }
        assertThat(asked).isEqualTo(288);
    }

    private static RecoveryPath expected(boolean phone, Assessment of) {
        if (of.verdict() != Verdict.ENOUGH && !phone) {
            return of.callable() ? RecoveryPath.CALL_BACK : RecoveryPath.REFUSE;
        }
        if (of.verdict() == Verdict.NOT) {
            return RecoveryPath.REFUSE;
        }
        if (of.verdict() == Verdict.PARTIAL || of.agentRate()) {
            return RecoveryPath.SECOND_LOOK;
        }
        if (of.contact() == Assessment.Contact.NONE) {
            return of.postal() ? RecoveryPath.LETTER : RecoveryPath.REFUSE;
        }
        return of.risky() ? RecoveryPath.COOL_OFF : RecoveryPath.SEND;
    }

    private static RecoveryPath path(boolean phone, Assessment of) {
        return RecoveryPath.valueOf(engine.evaluateDecisionTable(
                        table,
                        Variables.putValue("channel", phone ? "PHONE" : "FORM")
                                .putValue("verdict", of.verdict().name())
                                .putValue("contact", of.contact().name())
                                .putValue("callable", of.callable())
                                .putValue("postal", of.postal())
                                .putValue("agentRate", of.agentRate())
                                .putValue("risky", of.risky()))
                .getSingleEntry());
    }
}
