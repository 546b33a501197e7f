package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.record.CreationReason;
import fr.dmp.record.SomePeople;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What someone meets on the way to a record, where the way isn't straight. */
@SandboxTest
class CreationPagesTest {

    @LocalServerPort
    private int port;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @ParameterizedTest
    @CsvSource({
        "0612345678, courriel-sans-arobase, courriel",
        "'', a@b, courriel",
        "0145678901, '', mobile",
        "06 12 34, camille@exemple.fr, mobile",
        "12, x, mobile courriel",
        "'', '', mobile"
    })
    void aContactThatCannotBeReachedIsToldWhereItIsTyped(String mobile, String mail, String wrong) {
        Visitor visitor = new Visitor(port);
        visitor.get("/creation").submit("/creation", card());
        visitor.submit("/creation", Map.of("mobile", mobile, "courriel", mail));
        assertThat(visitor.status()).isEqualTo(422);
        assertThat(visitor.text()).contains("Étape 2 sur 4");
        OpenPagesTest.faultsLeadTo(visitor.page(), wrong.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"06 12 34 56 78, ''", "+33 7 12 34 56 78, Camille@Exemple.fr", "'', camille@exemple.fr"})
    void aContactThatCanBeReachedGoesOn(String mobile, String mail) {
        Visitor visitor = new Visitor(port);
        visitor.get("/creation").submit("/creation", card());
        visitor.submit("/creation", Map.of("mobile", mobile, "courriel", mail));
        assertThat(visitor.text()).contains("Étape 3 sur 4");
    }

    private static Map<String, String> card() {
        return Map.of(
                "nir", "279035121518989",
                "serie", "123",
                "nom", "DURAND",
                "prenoms", "Anne",
                "naissance", "28031979");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/creation/code", "/creation/suivi"})
    void aCreationThatIsNoMoreBeginsAnew(String path) {
        Visitor visitor = new Visitor(port);
        for (String kept : new String[] {UUID.randomUUID().toString(), "not-an-id", ""}) {
            visitor.keep("__Host-creation", kept);
            visitor.get(path);
            assertThat(visitor.location()).isEqualTo("/creation?perdue");
            assertThat(visitor.cookie("__Host-creation")).isEmpty();
            assertThat(visitor.follow().text()).contains("Aucune demande n’est en cours", "Étape 1 sur 4");
        }
    }

    @Test
    void aCodeForACreationThatIsNoMoreBeginsAnew() {
        Visitor visitor = new Visitor(port);
        String proof = visitor.get("/creation").page().select("[name=_csrf]").attr("value");
        visitor.keep("__Host-creation", UUID.randomUUID().toString());
        visitor.post("/creation/code", Map.of("_csrf", proof, "code", "123456"));
        assertThat(visitor.location()).isEqualTo("/creation?perdue");
    }

    @Test
    void anotherNameWaitsForACheck() {
        Newcomer newcomer = Newcomer.onFile(port, directory);
        newcomer.askForARecord("Martin");
        newcomer.typeTheCode();
        assertThat(newcomer.visitor().location()).isEqualTo("/creation/suivi");
        assertThat(newcomer.visitor().follow().text())
                .contains("Votre demande est en cours de vérification", "Vous n’avez rien à faire", "par lettre");
        assertThat(newcomer.visitor().page().select(".secret")).isEmpty();
        assertThat(newcomer.visitor().get("/creation/code").text()).contains("en cours de vérification");
    }

    @Test
    void someoneUnknownIsToldAfterTheCodeOnly() {
        Newcomer newcomer = Newcomer.of(port, SomePeople.anyone());
        newcomer.askForARecord("Martin");
        assertThat(newcomer.visitor().text()).contains("Vérifier votre contact").doesNotContain("trouvons");
        newcomer.typeTheCode();
        assertThat(newcomer.visitor().follow().text()).contains("Nous ne trouvons pas d’assuré");
    }

    /** How each comes about is shown with the process; here is what a person reads of it. */
    @ParameterizedTest
    @EnumSource(CreationReason.class)
    void eachRefusalSaysWhyAndWhatNow(CreationReason reason) {
        UUID creation = creation(reason);
        Visitor visitor = new Visitor(port);
        visitor.keep("__Host-creation", creation.toString());
        assertThat(visitor.get("/creation/suivi").status()).isEqualTo(200);
        assertThat(visitor.page().select("h1").text()).isEqualTo("Votre dossier n’a pas pu être créé");
        assertThat(visitor.page().select(".banner-bad").text())
                .contains(
                        switch (reason) {
                            case UNKNOWN_PERSON -> "adressez-vous à votre caisse";
                            case CARD_INVALID -> "Reprenez la carte la plus récente";
                            case NOT_ELIGIBLE -> "à l’accueil de votre caisse";
                            case RECORD_EXISTS -> "Vous avez déjà un dossier ouvert";
                            case RECORD_CLOSED -> "Il peut être réactivé";
                            case CHECK_FAILED -> "n’a pas confirmé que la carte est la vôtre";
                            case CODE_EXPIRED -> "n’a pas été saisi à temps";
                        });
        assertThat(visitor.text()).contains("Cela ne change rien à vos droits", "3646");
        assertThat(visitor.page().select("main a[href=/creation]")).hasSize(1);
    }

    private UUID creation(CreationReason reason) {
        Newcomer newcomer = Newcomer.of(port, SomePeople.anyone());
        newcomer.askForARecord("Martin");
        UUID creation = UUID.fromString(newcomer.visitor().cookie("__Host-creation"));
        jdbc.sql("update dmp.record_creation set status = 'REFUSED', reason = ? where id = ?")
                .params(reason.name(), creation)
                .update();
        return creation;
    }

    @Test
    void aPageSentTwiceBeginsOneCreation() {
        Newcomer newcomer = Newcomer.onFile(port, directory);
        Visitor visitor = newcomer.visitor();
        newcomer.askForConsent("Martin");
        Map<String, String> consent = visitor.filled("/creation", Map.of("accord", "oui"));
        String first = visitor.post("/creation", consent).cookie("__Host-creation");
        String second = visitor.post("/creation", consent).cookie("__Host-creation");
        assertThat(second).isEqualTo(first).isNotEmpty();
        assertThat(jdbc.sql("select count(*) from dmp.record_creation where id = ?")
                        .param(UUID.fromString(first))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        visitor.follow();
        newcomer.typeTheCode();
        assertThat(visitor.location()).isEqualTo("/creation/suivi");
    }

    /** By a double click: the second answer must not tell that the record which the first one opened has failed. */
    @Test
    void theRightCodeSentTwiceLeadsToTheRecordTwice() {
        Newcomer newcomer = Newcomer.onFile(port, directory);
        Visitor visitor = newcomer.visitor();
        newcomer.askForARecord("N'Guyen Dupont");
        Map<String, String> code = visitor.filled(
                "/creation/code", Map.of("code", newcomer.messages().next(Newcomer.CODE)));
        assertThat(visitor.post("/creation/code", code).location()).isEqualTo("/creation/suivi");
        assertThat(visitor.post("/creation/code", code).location()).isEqualTo("/creation/suivi");
        assertThat(visitor.follow().page().select(".secret").text()).isNotBlank();
    }

    @Test
    void thePageSentAgainAfterTheCodeExpiredBeginsAnewOnce() {
        Newcomer newcomer = Newcomer.onFile(port, directory);
        Visitor visitor = newcomer.visitor();
        newcomer.askForConsent("N'Guyen Dupont");
        Map<String, String> consent = visitor.filled("/creation", Map.of("accord", "oui"));
        String first = visitor.post("/creation", consent).cookie("__Host-creation");
        newcomer.messages().next(Newcomer.CODE);
        try (TestClock time = TestClock.of(clock).advance(Duration.ofMinutes(6))) {
            String second = visitor.post("/creation", consent).cookie("__Host-creation");
            assertThat(second).isNotEqualTo(first);
            assertThat(visitor.post("/creation", consent).cookie("__Host-creation"))
                    .isEqualTo(second);
            visitor.follow();
            newcomer.typeTheCode();
            assertThat(visitor.location()).isEqualTo("/creation/suivi");
            assertThat(visitor.follow().text()).contains("Votre dossier est ouvert");
        }
    }

    @Test
    void thePageSentAgainWithAnotherBoxTickedIsAnotherRequest() {
        Newcomer newcomer = Newcomer.onFile(port, directory);
        Visitor visitor = newcomer.visitor();
        newcomer.askForConsent("Martin");
        Map<String, String> consent = visitor.filled("/creation", Map.of("accord", "oui"));
        String first = visitor.post("/creation", consent).cookie("__Host-creation");
        consent.remove("centre-15");
        String second = visitor.post("/creation", consent).cookie("__Host-creation");
        assertThat(visitor.location()).isEqualTo("/creation/code");
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void eachStepAndResultHasATitleOfItsOwn() {
        Newcomer newcomer = Newcomer.onFile(port, directory);
        Visitor visitor = newcomer.visitor();
        assertThat(visitor.get("/creation").page().title())
                .isEqualTo("Votre carte Vitale – Créer mon dossier – Dossier médical partagé");
        assertThat(visitor.submit("/creation", Map.of()).page().title())
                .isEqualTo("Erreur : Votre carte Vitale – Créer mon dossier – Dossier médical partagé");
        visitor.submit("/creation", card());
        assertThat(visitor.page().title()).startsWith("Où vous joindre – Créer mon dossier");
        newcomer.askForConsent("N'Guyen Dupont");
        assertThat(visitor.page().title()).startsWith("Votre accord – Créer mon dossier");
        visitor.submit("/creation", Map.of("accord", "oui")).follow();
        assertThat(visitor.page().title()).startsWith("Vérifier votre contact – Créer mon dossier");
        newcomer.typeTheCode();
        assertThat(visitor.follow().page().title()).startsWith("Votre dossier est ouvert – Créer mon dossier");
    }

    @Test
    void aWrongCodeIsToldAndSoIsTheWait() {
        Newcomer newcomer = Newcomer.onFile(port, directory);
        newcomer.askForARecord("Martin");
        Visitor visitor = newcomer.visitor();
        String right = newcomer.messages().next(Newcomer.CODE);
        Map<String, String> wrong = Map.of("code", right.equals("000000") ? "000001" : "000000");
        visitor.submit("/creation/code", wrong);
        assertThat(visitor.status()).isEqualTo(422);
        assertThat(visitor.page().select("#faults").text()).contains("Code inexact");
        // A little before the first try, the second one comes too soon however slow this machine is.
        try (TestClock time = TestClock.of(clock).advance(Duration.ofMinutes(-1))) {
            visitor.submit("/creation/code", wrong);
            assertThat(visitor.status()).isEqualTo(429);
            assertThat(visitor.header("Retry-After")).isNotBlank();
            assertThat(visitor.page().select("#faults").text()).contains("Vous pourrez réessayer dans");
            time.advance(Duration.ofMinutes(7));
            visitor.submit("/creation/code", Map.of("code", right));
            assertThat(visitor.status()).isEqualTo(410);
            assertThat(visitor.page().select("#faults").text()).contains("Recommencez la demande");
        }
    }

    @Test
    void aDayThatDoesNotExistIsToldAsSuch() {
        Visitor visitor = new Visitor(port);
        Map<String, String> card = new HashMap<>(card());
        card.put("naissance", "31/02/2019");
        visitor.get("/creation").submit("/creation", card);
        assertThat(visitor.status()).isEqualTo(422);
        assertThat(visitor.page().select("#naissance-fault").text())
                .isEqualTo("Ce jour n’existe pas. Vérifiez la date.");
    }

    @Test
    void aDateOfBirthShowsHowItIsWritten() {
        Visitor visitor = new Visitor(port);
        assertThat(visitor.get("/creation").page().select("#naissance-hint").text())
                .startsWith("JJ/MM/AAAA");
        assertThat(visitor.page().select("#naissance").attr("autocomplete")).isEqualTo("bday");
        assertThat(visitor.page().select("#naissance").attr("inputmode")).isEqualTo("numeric");
    }
}
