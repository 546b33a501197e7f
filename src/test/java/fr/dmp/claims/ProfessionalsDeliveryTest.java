package fr.dmp.claims;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.Statements;
import fr.dmp.TestData;
import fr.dmp.claims.Inbox.Delivery;
import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Account.Fate;
import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.professionals.Extract;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Extracts of the directory, from the inbox to what is known of a professional. */
@SandboxTest
@ExtendWith(OutputCaptureExtension.class)
class ProfessionalsDeliveryTest {

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Autowired
    private Professionals professionals;

    @Autowired
    private List<Content> contents;

    @Autowired
    private TransactionTemplate transaction;

    @TempDir
    private Path folder;

    private Inbox inbox;

    @BeforeEach
    void inbox() {
        inbox = new Inbox(environment, jdbc);
    }

    private static String rpps() {
        return "29" + String.format("%09d", ThreadLocalRandom.current().nextInt(1_000_000_000));
    }

    private Professional known(String rpps) {
        return professionals.find(rpps).orElseThrow();
    }

    @Test
    void whatAnExtractTellsOfAProfessionalIsKnownAndTheRestOfItRefused(CapturedOutput log) {
        String rpps = rpps();
        String file = Extract.HEADER
                + Extract.doctor(rpps).with("Nom d'exercice", "ORTOLANE").line()
                + Extract.doctor(rpps)
                        .with("Nom d'exercice", "ORTOLANE")
                        .with("Code savoir-faire", "SM54")
                        .with("Code postal (coord. structure)", "69002")
                        .with("Code commune (coord. structure)", "69382")
                        .at("CABINET", "69002 LYON")
                        .line()
                + Extract.doctor(rpps).at("AUTRE CABINET", "75001 PARIS").line()
                + Extract.doctor("012800736").with("Type d'identifiant PP", "0").line()
                + Extract.doctor("123")
                        .with("Adresse e-mail (coord. correspondance)", "kanari@exemple.fr")
                        .line();

        Delivery delivery = inbox.drop("professionals", "ORTOLANE.txt", file);

        assertThat(delivery.state()).isEqualTo("TAKEN");
        assertThat(List.of(delivery.received(), delivery.kept(), delivery.duplicate(), delivery.refused()))
                .containsExactly(5L, 3L, 0L, 2L);
        assertThat(known(rpps))
                .isEqualTo(new Professional(rpps, "ORTOLANE", "Claire", "10", "SM54", "CABINET", "LYON", false, false));
        assertThat(jdbc.sql("select postcode || ' ' || commune from dmp.professional where rpps = ?")
                        .param(rpps)
                        .query(String.class)
                        .single())
                .isEqualTo("69002 69382");
        assertThat(jdbc.sql(
                                """
                                select line || ' ' || col || ' ' || reason || ' ' || (sealed is not null)
                                from dmp.delivery_refusal where delivery = ? order by line
                                """)
                        .param(delivery.id())
                        .query(String.class)
                        .list())
                .containsExactly("5 Type d'identifiant PP not-rpps false", "6 Identifiant PP rpps true");
        assertThat(professionals.find("012800736")).isEmpty();
        assertThat(inbox.drop("professionals", "b.txt", file).state()).isEqualTo("DUPLICATE");
        assertThat(log.toString()).contains(delivery.id().toString()).doesNotContainIgnoringCase("kanari");
    }

    /** Other registers' lines are by the hundred thousand, and nobody can put them right. */
    @Test
    void linesOfAnotherRegisterCallNobody() {
        String other =
                Extract.doctor("" + rpps()).with("Type d'identifiant PP", "0").line();
        Delivery delivery = inbox.drop("professionals", "a.txt", Extract.HEADER + other);

        assertThat(delivery.refused()).isOne();
        assertThat(jdbc.sql("select count(*) from dmp.delivery_review where delivery = ?")
                        .param(delivery.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Of the others it says nothing, and nothing of who regulates or may not practise. */
    @Test
    void anExtractReplacesWhatItTellsAndNothingElse() {
        String rpps = rpps();
        String other = rpps();
        LocalDate struckOff = LocalDate.of(2020, 1, 1);
        professionals.register(List.of(registered(rpps, Optional.of(struckOff)), registered(other, Optional.empty())));

        inbox.drop(
                "professionals",
                "a.txt",
                Extract.HEADER + Extract.doctor(rpps).at("ICI", "75001 PARIS").line());
        inbox.drop(
                "professionals", "b.txt", Extract.HEADER + Extract.doctor(rpps).line());

        assertThat(known(rpps))
                .isEqualTo(new Professional(rpps, "EXERCICE", "Claire", "10", null, null, null, true, true));
        assertThat(known(other).familyName()).isEqualTo("AVANT");
    }

    private static Registration registered(String rpps, Optional<LocalDate> struckOff) {
        return new Registration(new Professional(rpps, "AVANT", "Anne", "60", "x", "y", "z", true, false), struckOff);
    }

    @Test
    void anOlderExtractChangesNothing() throws IOException {
        String rpps = rpps();
        Instant now = Instant.now();
        Account newer = taken(file("newer", Extract.doctor(rpps).at("NEUF", "75001 PARIS")), now);
        Account older = taken(file("older", Extract.doctor(rpps).at("VIEUX", "75001 PARIS")), now.minusSeconds(1));

        assertThat(newer.of(Fate.KEPT).lines()).isOne();
        assertThat(older.of(Fate.DUPLICATE).lines()).isOne();
        assertThat(known(rpps).organization()).isEqualTo("NEUF");
    }

    private Path file(String name, Extract... lines) throws IOException {
        StringBuilder content = new StringBuilder(Extract.HEADER);
        for (Extract line : lines) {
            content.append(line.line());
        }
        return Files.writeString(folder.resolve(name), content);
    }

    private Account taken(Path file, Instant written) {
        Content extract = contents.stream()
                .filter(content -> content.kind() == DeliveryKind.PROFESSIONALS)
                .findFirst()
                .orElseThrow();
        return transaction.execute(status -> extract.read(file, written).take(UUID.randomUUID()));
    }

    @Test
    void theExtractsAsTheyArePublishedFillTheDirectory() throws IOException {
        Path published = TestData.file("rpps/Extraction_ProSanteConnect_Personne_activite_202112120515.txt");
        Delivery delivery =
                inbox.drop("professionals", published.getFileName().toString(), Files.readAllBytes(published));

        assertThat(delivery.state()).isEqualTo("TAKEN");
        assertThat(delivery.received()).isEqualTo(delivery.kept() + delivery.refused());
        assertThat(known("10107582544"))
                .isEqualTo(new Professional(
                        "10107582544", "HIRE", "BRICE", "70", null, "ROULEAU ANGELE", "ECCICA SUARELLA", false, false));
        assertThat(known("10100375103").name()).isEqualTo("JULIEN MONTAND");
        assertThat(professionals.find("012800728")).isEmpty();
    }

    /** Two statements for five thousand lines, whoever they tell of; the situations of one professional stand apart. */
    @Test
    void aLongExtractIsTakenBySetsOfLines() throws IOException {
        int people = 20_000;
        String first = "281";
        Path file = folder.resolve("long");
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write(Extract.HEADER);
            for (String organization : List.of("", "PREMIER", "SECOND")) {
                for (int i = 0; i < people; i++) {
                    writer.write(Extract.doctor(first + String.format("%08d", i))
                            .at(organization, "")
                            .line());
                }
            }
        }
        long start = System.nanoTime();
        Statements.Count sent = Statements.during(() ->
                assertThat(taken(file, Instant.now()).of(Fate.KEPT).lines()).isEqualTo(3 * people));
        LoggerFactory.getLogger(getClass())
                .info(
                        "{} lines of professionals are taken in {}",
                        3 * people,
                        Duration.ofNanos(System.nanoTime() - start));

        assertThat(sent.statements()).isLessThanOrEqualTo(2 * 3 * people / 5000 + 4);
        assertThat(jdbc.sql("select count(*) from dmp.professional where rpps like ? and organization = 'PREMIER'")
                        .param(first + "%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(people);
        jdbc.sql("delete from dmp.professional where rpps like ?")
                .param(first + "%")
                .update();
    }

    @Test
    void aFileThatCannotBeReadIsSetAsideWhole() {
        String rpps = rpps();
        Delivery delivery = inbox.drop(
                "professionals",
                "a.txt",
                Extract.HEADER + Extract.doctor(rpps).line().repeat(6000) + "x".repeat(100_000));

        assertThat(delivery.state()).isEqualTo("SET_ASIDE");
        assertThat(delivery.reason()).isEqualTo("format");
        assertThat(professionals.find(rpps)).isEmpty();
    }
}
