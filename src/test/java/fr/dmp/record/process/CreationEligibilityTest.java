package fr.dmp.record.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table against the list of those who may open a record online, written out anew. */
class CreationEligibilityTest {

    private static DmnEngine engine;
    private static DmnDecision table;

    @BeforeAll
    static void read() throws Exception {
        engine = DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
        try (InputStream model =
                CreationEligibilityTest.class.getResourceAsStream("/processes/creation-eligibility.dmn")) {
            table = engine.parseDecision("creation-eligibility", model);
        }
    }

    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "ONLINE, 1, 751, régime général",
        "ONLINE, 1, 459, MNH",
        "ONLINE, 90, 100, CAVIMAC",
        "ONLINE, 6, 200, ENIM",
        "ONLINE, 7, 500, CANSSM",
        "ONLINE, 91, 789, MGP",
        "ONLINE, 95, 459, MNH",
        "ONLINE, 93, 194, Solsantis",
        "ONLINE, 94, 196, Harmonie Fonction publique",
        "ONLINE, 92, 909, LMDE",
        "ONLINE, 96, 928, CAMIEG",
        "ONLINE, 91, 609, Interiale",
        "COUNTER, 8, 835, militaires au guichet",
        "PROFESSIONAL, 2, 190, agricole chez un professionnel",
        "COUNTER, 17, 999, Français de l’étranger au guichet",
        "PROFESSIONAL, 91, 000, une autre mutuelle chez un professionnel"
    })
    void mayOpen(String channel, String regime, String fund, String who) {
        assertThat(eligible(channel, regime, fund)).as(who).isTrue();
    }

    @ParameterizedTest
    @MethodSource("othersOnline")
    void noOtherRegimeOpensOnline(String regime) {
        assertThat(eligible("ONLINE", regime, "999")).isFalse();
    }

    static Stream<String> othersOnline() {
        Set<String> open = Set.of("1", "6", "7", "90");
        return Stream.of(
                        "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "12", "14", "15", "16", "17", "90", "91",
                        "92", "93", "94", "95", "96", "99")
                .filter(regime -> !open.contains(regime));
    }

    @ParameterizedTest
    @CsvSource({"COUNTER, 99", "PROFESSIONAL, 99", "ONLINE, 99", "COUNTER, 11", "PROFESSIONAL, 0", "COUNTER, 13"})
    void nobodyWithoutAKnownRegime(String channel, String regime) {
        assertThat(eligible(channel, regime, "751")).isFalse();
    }

    private static boolean eligible(String channel, String regime, String fund) {
        return engine.evaluateDecisionTable(
                        table,
                        Variables.putValue("channel", channel)
                                .putValue("regime", regime)
                                .putValue("fund", fund))
                .getSingleEntry();
    }
}
