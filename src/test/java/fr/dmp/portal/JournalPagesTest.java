package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.SandboxTest;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.audit.Checkpoints;
import fr.dmp.audit.ProofReader;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professionals;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who did what with a record, in plain words, and the proof of each line; to the holder, and to professionals their part. */
@SandboxTest
class JournalPagesTest {

    /** Of the sandbox. */
    private static final String DOCTOR = "10100100014";

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Professionals professionals;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    private InsuredPerson person;
    private UUID record;
    private Visitor visitor;

    @BeforeEach
    void signedIn() {
        person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        visitor = new Visitor(port);
        visitor.keep("__Host-holder", HolderTokens.of(program, record, person.id(), Scope.FULL));
    }

    private UUID write(Actor.Kind kind, String id, String name, String act, AccessMode mode, String ground) {
        Actor actor = new Actor(kind, id, name);
        UUID behalf = kind == Actor.Kind.REPRESENTATIVE ? record : null;
        return transaction.execute(status -> trail.write(new Act(record, actor, behalf, act, null, mode, ground)));
    }

    private UUID read() {
        return write(
                Actor.Kind.PROFESSIONAL,
                DOCTOR,
                "Hélène DURAND",
                "READ_CARE_HISTORY",
                AccessMode.NORMAL,
                "AUTHORIZATION/2026-11-29");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROFESSIONAL | 10100100014 | Hélène DURAND | READ_CARE_HISTORY | NORMAL | AUTHORIZATION/1 | Hélène DURAND, médecin Lecture des soins remboursés Le | à ce titre : autorisation du titulaire.",
                "PROFESSIONAL | 10100100014 | Hélène DURAND | OPEN_RECORD_REFUSED | NORMAL | BLOCKED/1 | Ouverture du dossier Refusé Le | pour ce motif : bloqué par le titulaire.",
                "PROFESSIONAL | 10199999999 | Zoé PARTIE | READ_ENTRIES | BRIS_DE_GLACE | EMERGENCY/1 | Zoé PARTIE Lecture d’une liste | Bris de glace",
                "REPRESENTATIVE | x | Camille D'ESSAI | READ_ENTRIES | NORMAL | REPRESENTATIVE/1 | Camille D'ESSAI, qui représente le titulaire | à ce titre : représentant du titulaire.",
                "ASSURANCE_MALADIE | am | | FEED_CARE_HISTORY | NORMAL | ASSURANCE_MALADIE | L’Assurance Maladie, qui ajoute sans lire | Arrivée de soins",
                "STAFF | gestionnaire | | CONFIRM_IDENTITY | NORMAL | CASEWORKER_CHECK | Un agent de l’Assurance Maladie Identité confirmée | vérification par un agent",
                "SYSTEM | dmp | | NEVER_SEEN | NORMAL | SOME_RULE | Le service lui-même, à une échéance Autre action (NEVER_SEEN) | SOME_RULE"
            })
    void eachLineIsInPlainWords(
            Actor.Kind kind,
            String id,
            String name,
            String act,
            AccessMode mode,
            String ground,
            String who,
            String why) {
        write(kind, id, name, act, mode, ground);
        Element line = visitor.get("/journal").page().select(".log > li").get(1);
        assertThat(line.text()).contains(who, why).doesNotContain(DOCTOR, "gestionnaire", "??");
        assertThat(visitor.page().select(".log > li").first().text())
                .as("this reading")
                .startsWith("Vous Lecture de cette liste d’actions");
    }

    @Test
    void whatIsShownCanBeChosenAndGoesOnPageByPage() {
        for (int i = 0; i < 60; i++) {
            read();
        }
        write(Actor.Kind.HOLDER, record.toString(), null, "READ_ENTRIES", AccessMode.NORMAL, "HOLDER/1");
        Document page = visitor.get("/journal?acte=READ_CARE_HISTORY").page();
        assertThat(page.select(".log > li")).hasSize(1);
        assertThat(page.select(".log > li > div").text()).contains("50 fois");
        assertThat(page.select(".log .each li")).hasSize(50);
        String next = page.select("main nav a").attr("href");
        assertThat(next).contains("acte=READ_CARE_HISTORY", "suite=");
        assertThat(visitor.get(next).page().select(".log .each li")).hasSize(10);
        visitor.submit("/langue", Map.of("langue", "en"));
        assertThat(visitor.follow().page().select(".log .each li")).hasSize(10);
        assertThat(visitor.page().select(".log > li").text()).contains("Reading of the reimbursed care");
        assertThat(visitor.get("/journal?du=01/01/2999").page().select(".log li"))
                .isEmpty();
        assertThat(visitor.get("/journal?acte=READ_ENTRIES").page().select(".log li"))
                .hasSize(1);
    }

    /** One view of the information writes five of them: told as one, each with its proof. */
    @Test
    void whatIsDoneAlikeAtOnceIsOneLine() {
        for (int i = 0; i < 5; i++) {
            write(Actor.Kind.HOLDER, record.toString(), null, "READ_ENTRIES", AccessMode.NORMAL, "HOLDER/1");
        }
        UUID read = read();
        Document page = visitor.get("/journal").page();
        assertThat(page.select(".log > li")).hasSize(3);
        Element five = page.select(".log > li").get(2);
        assertThat(five.select("> div").text())
                .startsWith("Vous Lecture d’une liste d’informations")
                .contains(" 5 fois ");
        assertThat(five.select("details li a").eachAttr("href")).hasSize(5).doesNotHaveDuplicates();
        assertThat(visitor.get(five.select("details li a").last().attr("href")).status())
                .as("not sealed yet, and there")
                .isEqualTo(409);
        assertThat(page.select(".log > li").get(1).select("> a").attr("href")).isEqualTo("/journal/" + read);
    }

    @Test
    void othersAloneAreShownPageByPage() {
        for (int i = 0; i < 51; i++) {
            read();
            write(Actor.Kind.HOLDER, record.toString(), null, "READ_ENTRIES", AccessMode.NORMAL, "HOLDER/1");
        }
        Document page = visitor.get("/journal?autres=oui").page();
        assertThat(page.select("#autres").hasAttr("checked")).isTrue();
        assertThat(page.select(".log .each li")).hasSize(50);
        assertThat(page.select(".log").text()).contains("DURAND").doesNotContain("Vous");
        String next = page.select("main nav a").attr("href");
        assertThat(next).contains("autres=oui");
        assertThat(visitor.get(next).page().select(".log > li")).hasSize(1);
        assertThat(visitor.get(next.replace("autres=oui", "autres=")).status())
                .as("a cursor of another choice")
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"du=hier, du", "du=31/02/2026, du", "du=2/1/2026&au=1/1/2026, au", "suite=x, acte"})
    void aWrongChoiceShowsAllAndSaysSo(String query, String at) {
        Document page = visitor.get("/journal?" + query).page();
        assertThat(visitor.status()).isEqualTo(422);
        OpenPagesTest.faultsLeadTo(page, at);
        assertThat(page.select(".log li")).isNotEmpty();
        assertThat(visitor.get("/journal?acte=%3Cb%3E").page().select("main b")).isEmpty();
    }

    @Test
    void aLineIsProvedOnceItIsSealed() throws IOException {
        UUID entry = read();
        String link = visitor.get("/journal").page().select(".log li a").get(1).attr("href");
        assertThat(link).isEqualTo("/journal/" + entry);
        Document early = visitor.get(link).page();
        assertThat(visitor.status()).isEqualTo(409);
        assertThat(early.select("#faults").text()).contains("Preuve en préparation", "réessayer dans");
        assertThat(Integer.parseInt(visitor.header("Retry-After"))).isPositive();

        Checkpoints.coverAll(program);
        Document page = visitor.get(link).page();
        assertThat(visitor.status()).isEqualTo(200);
        assertThat(page.select(".banner-good").text()).contains("Vérifié : cette ligne est celle qui a été scellée");
        assertThat(page.select(".steps .tag-good")).hasSize(4);
        assertThat(page.select(".log").text()).contains("Hélène DURAND", "Lecture des soins remboursés");

        visitor.get(link + "/preuve");
        assertThat(visitor.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"preuve-" + entry + ".json\"");
        JsonNode proof = new ObjectMapper().readTree(visitor.body());
        Path published = Path.of(environment.getRequiredProperty("dmp.data"), "keys", "trace.pub");
        assertThat(ProofReader.proves(proof, Files.readString(published), record))
                .isTrue();
    }

    @Test
    void nobodyElsesProofIsThere() {
        UUID entry = read();
        Checkpoints.coverAll(program);
        InsuredPerson someone = Holders.insured(directory, Holders.nir());
        Visitor stranger = new Visitor(port);
        stranger.keep("__Host-holder", HolderTokens.of(program, Holders.open(jdbc, someone), someone.id(), Scope.FULL));
        for (String path : new String[] {"", "/preuve"}) {
            assertThat(stranger.get("/journal/" + entry + path).status()).isEqualTo(404);
            assertThat(stranger.get("/journal/x" + path).status()).isEqualTo(404);
        }
        assertThat(stranger.get("/journal").text()).doesNotContain("DURAND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/journal",
                "/journal/0191d1a0-0000-7000-8000-000000000000",
                "/journal/0191d1a0-0000-7000-8000-000000000000/preuve"
            })
    void withoutASessionOrAnOpenRecordThereIsNothing(String path) {
        assertThat(new Visitor(port).get(path).location()).isEqualTo("/connexion");
        jdbc.sql("update dmp.record set status = 'CLOSED' where id = ?")
                .param(record)
                .update();
        assertThat(visitor.get(path).status()).isEqualTo(403);
    }

    /** Their own acts; all of them to the treating physician; to whoever did nothing there, nothing. */
    @Test
    void aProfessionalSeesTheirPart() {
        read();
        Practitioner nurse = Practitioner.of(port, professionals, "60").signIn();
        Visitor pages = nurse.visitor();
        String path = "/pro/dossiers/" + record + "/journal";
        assertThat(pages.get(path).status()).isEqualTo(404);
        assertThat(pages.text()).contains("vous n’avez rien fait dans ce dossier, ou il n’existe pas");
        assertThat(pages.get("/pro/dossiers/" + UUID.randomUUID() + "/journal").status())
                .isEqualTo(404);
        assertThat(pages.text()).contains("vous n’avez rien fait dans ce dossier, ou il n’existe pas");

        write(Actor.Kind.PROFESSIONAL, nurse.rpps(), "Dominique SOIGNANT", "ADD_ENTRY", AccessMode.NORMAL, "X/1");
        Document own = pages.get(path).page();
        assertThat(pages.status()).isEqualTo(200);
        assertThat(own.select(".log li").text())
                .contains("Ajout d’une information")
                .doesNotContain("DURAND");
        assertThat(own.select(".log a")).isEmpty();

        professionals.declareTreating(person.id(), nurse.rpps(), java.time.LocalDate.of(2020, 1, 1));
        Document all = pages.get(path + "?acte=READ_CARE_HISTORY").page();
        assertThat(all.select(".log li").text()).contains("Hélène DURAND, médecin");
        assertThat(pages.get("/pro/dossiers/" + record).page().select("a[href=" + path + "]"))
                .hasSize(1);
    }
}
