package fr.dmp.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.claims.Inbox.Delivery;
import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.store.Deliveries;
import fr.dmp.claims.store.DeliveryLocks;
import fr.dmp.claims.store.DroppedFiles;
import fr.dmp.claims.store.SetAsideFiles;
import fr.dmp.identity.ContactPoint;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import fr.dmp.sandbox.SampleHistory;
import fr.dmp.vault.HouseKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

/** The inbox's routes: the happy way, the duplicate, the dead letter; and that nothing of a file reaches the log. */
@SandboxTest
@ExtendWith(OutputCaptureExtension.class)
class InboxTest {

    private static final String HEADER =
            "nir;family_name;given_names;birth_date;sex;regime;fund;mobile;email;address1;address2;postcode;city;vitale_serial\n";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private DeliveryIntake intake;

    @Autowired
    private DeliveryLocks locks;

    @Autowired
    private List<Content> contents;

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private PlatformTransactionManager transactions;

    @Autowired
    private DroppedFiles files;

    @Autowired
    private SetAsideFiles setAside;

    @Autowired
    private DeliveryReviews reviews;

    @Autowired
    private HouseKeys keys;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private Inbox inbox;

    @BeforeEach
    void inbox() {
        inbox = new Inbox(environment, jdbc);
    }

    private String sample(InsuredPerson person) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        return SampleHistory.of(person, day, 1);
    }

    private static String line(Nir nir, String name) {
        return nir.value() + ";" + name
                + ";Zoé;1990-05-04;F;1;011;0647151010;zoe@exemple.fr;1 rue X;;75001;PARIS;99887766\n";
    }

    @Test
    void insuredPeopleRenewTheDirectoryAndBadLinesAreRefusedOneByOne(CapturedOutput log) {
        Nir good = Holders.nir();
        String bad = line(Holders.nir(), "SECRETE-FAMILLE").replace("1990-05-04", "2190-05-04");
        String file = HEADER + line(good, "ANCIEN") + bad + line(good, "NOUVEAU");

        Delivery delivery = inbox.drop("insured", "SECRETE-FAMILLE " + good.value() + ".csv", file);

        assertThat(delivery.state()).isEqualTo("TAKEN");
        assertThat(List.of(delivery.received(), delivery.kept(), delivery.refused()))
                .containsExactly(3L, 2L, 1L);
        assertThat(directory.find(good).orElseThrow().familyName()).isEqualTo("NOUVEAU");
        byte[] sealed = jdbc.sql(
                        "select sealed from dmp.delivery_refusal where delivery = ? and line = 3 and col = 'birth_date' and reason = 'future-date'")
                .param(delivery.id())
                .query(byte[].class)
                .single();
        assertThat(keys.open("delivery-refusal/" + delivery.id(), sealed)).isEqualTo(bad.strip());
        assertThat(inbox.drop("insured", "encore.csv", file).state()).isEqualTo("DUPLICATE");
        assertThat(log)
                .contains(delivery.id().toString())
                .doesNotContain("SECRETE-FAMILLE")
                .doesNotContain(good.value());
    }

    @Test
    void anOlderFileSeenBeforeDoesNotBringTheOldNameBack() {
        Nir nir = Holders.nir();
        String older = HEADER + line(nir, "AVANT");
        inbox.drop("insured", "1.csv", older);
        inbox.drop("insured", "2.csv", HEADER + line(nir, "APRES"));

        assertThat(inbox.drop("insured", "1.csv", older).state()).isEqualTo("DUPLICATE");
        assertThat(directory.find(nir).orElseThrow().familyName()).isEqualTo("APRES");
    }

    @Test
    void whatCannotBeTakenIsSetAsideSealedAndTheInboxFlowsOn() throws Exception {
        InsuredPerson known = Holders.insured(directory, Holders.nir());
        String good = sample(known);
        String unknown = sample(Holders.someone(Holders.nir()));
        String mark = "<!-- " + UUID.randomUUID() + " -->";
        byte[] entity = good.replace(
                        "<ClinicalDocument",
                        "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><ClinicalDocument")
                .getBytes(StandardCharsets.UTF_8);

        assertSetAside(inbox.drop("claims", "a.xml", unknown), "unknown-person");
        assertSetAside(inbox.drop("claims", "b.xml", entity), "doctype");
        assertSetAside(inbox.drop("claims", "c.xml", mark + "<html/>"), "other-root");
        assertSetAside(inbox.drop("claims", "d.zip", "PK" + mark), "zip");
        assertSetAside(inbox.drop("claims", "e.xml", new byte[0]), "empty");
        assertSetAside(inbox.drop("insured", "f.csv", new byte[0]), "empty");
        assertSetAside(inbox.drop("insured", "g.csv", HEADER.replace(';', ',') + mark), "header");
        assertSetAside(
                inbox.drop(
                        "insured",
                        "h.csv",
                        (HEADER + line(known.nir(), "ÉTÉ") + mark).getBytes(StandardCharsets.ISO_8859_1)),
                "charset");

        try (InputStream kept = setAside.open(Inbox.sha256(entity))) {
            assertThat(kept.readAllBytes()).isEqualTo(entity);
        }
        Path folder = Path.of(environment.getRequiredProperty("dmp.data")).resolve("set-aside");
        try (var files = Files.list(folder)) {
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(
                            Files.readString(file, StandardCharsets.ISO_8859_1))
                    .doesNotContain("ClinicalDocument", "nir;"));
        }
        Holders.open(jdbc, known);
        assertThat(inbox.drop("claims", "i.xml", good).kept()).isPositive();
    }

    private static void assertSetAside(Delivery delivery, String reason) {
        assertThat(delivery.state()).isEqualTo("SET_ASIDE");
        assertThat(delivery.reason()).isEqualTo(reason);
    }

    @Test
    void anUnexpectedFailureIsTriedAgainThenSetAsideAndNothingOfItStays() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        UUID record = Holders.open(jdbc, person);
        JdbcClient superuser = Superuser.of(environment);
        Delivery failed;
        superuser
                .sql("revoke execute on function dmp.take_care_document from dmp_intake")
                .update();
        try {
            failed = inbox.drop("claims", "a.xml", sample(person));
        } finally {
            superuser
                    .sql("grant execute on function dmp.take_care_document to dmp_intake")
                    .update();
        }
        assertSetAside(failed, "unexpected");
        assertThat(superuser
                        .sql("select count(*) from dmp.care_line where record = ?")
                        .param(record)
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(inbox.drop("claims", "b.xml", sample(person)).kept()).isPositive();
    }

    /** As often as it is tried: what the database fails for a while isn't the file's fault. */
    @Test
    void aFileWaitsWhileTheDatabaseFails() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        Holders.open(jdbc, person);
        byte[] sample = sample(person).getBytes(StandardCharsets.UTF_8);
        JdbcClient superuser = Superuser.of(environment);
        int tries = 1 + environment.getRequiredProperty("dmp.claims.inbox.redeliveries", Integer.class);
        superuser.sql("create sequence dmp.trial").update();
        superuser
                .sql(
                        """
                        create function dmp.trial() returns trigger language plpgsql security definer as $$
                        begin
                            perform nextval('dmp.trial');
                            raise exception 'full' using errcode = '53100';
                        end $$
                        """)
                .update();
        superuser
                .sql(
                        "create trigger trial before insert on dmp.delivery for each row when (new.state = 'RECEIVED') execute function dmp.trial()")
                .update();
        Path file;
        try {
            file = inbox.write("claims", "a.xml", sample);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> superuser
                                    .sql("select last_value from dmp.trial")
                                    .query(Long.class)
                                    .single()
                            > tries);
        } finally {
            superuser.sql("drop trigger trial on dmp.delivery").update();
            superuser.sql("drop function dmp.trial()").update();
            superuser.sql("drop sequence dmp.trial").update();
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> inbox.isSettled(file));
        assertThat(inbox.deliveries(sample))
                .singleElement()
                .extracting(Delivery::state)
                .isEqualTo("TAKEN");
    }

    @Test
    void aFailureThatPassesIsNoFailure() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        Holders.open(jdbc, person);
        byte[] sample = sample(person).getBytes(StandardCharsets.UTF_8);
        // Another node is at it: the file waits, and is taken once the lock is free.
        Path file;
        try (DeliveryLocks.Held held = locks.tryLock(Inbox.sha256(sample)).orElseThrow()) {
            assertThat(locks.tryLock(Inbox.sha256(sample))).isEmpty();
            file = inbox.write("claims", "a.xml", sample);
            await().during(1, TimeUnit.SECONDS).atMost(2, TimeUnit.SECONDS).until(() -> !inbox.isSettled(file));
            assertThat(inbox.deliveries(sample)).isEmpty();
        }
        await().until(() -> inbox.isSettled(file));
        assertThat(inbox.deliveries(sample))
                .hasSize(1)
                .first()
                .extracting(Delivery::state)
                .isEqualTo("TAKEN");
    }

    @Test
    void manyTakersOfOneFileTakeItOnce(@TempDir Path folder) throws Exception {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        Holders.open(jdbc, person);
        byte[] sample = sample(person).getBytes(StandardCharsets.UTF_8);
        Path file = received(folder, sample);
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> taker = () -> {
                intake.take(DeliveryKind.CLAIMS, file);
                return null;
            };
            for (var done :
                    nodes.invokeAll(IntStream.range(0, 4).mapToObj(i -> taker).toList())) {
                done.get();
            }
        } finally {
            nodes.shutdown();
        }
        assertThat(file).doesNotExist();
        assertThat(inbox.deliveries(sample))
                .hasSize(1)
                .first()
                .extracting(Delivery::state)
                .isEqualTo("TAKEN");
    }

    /** What was settled before the crash is only destroyed after it; dropped anew, it is counted anew. */
    @Test
    void aCrashBeforeTheDeletionCountsNoFileTwice(@TempDir Path folder) throws Exception {
        InsuredPerson withoutRecord = Holders.insured(directory, Holders.nir());
        byte[] nobodys = sample(Holders.someone(Holders.nir())).getBytes(StandardCharsets.UTF_8);
        byte[] unrecorded = sample(withoutRecord).getBytes(StandardCharsets.UTF_8);
        for (byte[] sample : List.of(nobodys, unrecorded)) {
            Path file = received(folder, sample);
            assertThatThrownBy(() -> dying().take(DeliveryKind.CLAIMS, file)).hasMessage("killed");
            assertThat(file).exists();
            assertThat(inbox.deliveries(sample)).hasSize(1);
            intake.take(DeliveryKind.CLAIMS, file);
            assertThat(file).doesNotExist();
            assertThat(inbox.deliveries(sample)).hasSize(1);
            intake.take(DeliveryKind.CLAIMS, received(folder, sample));
            assertThat(inbox.deliveries(sample)).hasSize(2);
        }
    }

    /** The program as it is, but killed right after it has written what became of a file. */
    private DeliveryIntake dying() {
        TransactionTemplate killed = new TransactionTemplate(transactions) {
            @Override
            public <T> T execute(TransactionCallback<T> work) {
                T result = super.execute(work);
                if (!Boolean.FALSE.equals(result)) {
                    throw new IllegalStateException("killed");
                }
                return result;
            }
        };
        return new DeliveryIntake(contents, deliveries, locks, files, setAside, reviews, killed);
    }

    private static Path received(Path folder, byte[] content) throws IOException {
        Path own = Files.createDirectories(folder.resolve(UUID.randomUUID().toString()));
        return Files.write(own.resolve("a.xml"), content);
    }

    @Test
    void whatADeadNodeLeftIsTakenByTheOthers() throws Exception {
        byte[] sample = sample(Holders.insured(directory, Holders.nir())).getBytes(StandardCharsets.UTF_8);
        Path own = Files.createDirectories(
                inbox.received("claims").resolve(UUID.randomUUID().toString()));
        Files.move(Files.write(own.resolve(".a.xml"), sample), own.resolve("a.xml"), StandardCopyOption.ATOMIC_MOVE);

        await().until(() -> Files.notExists(own));

        assertThat(inbox.deliveries(sample))
                .singleElement()
                .extracting(Delivery::id)
                .hasToString(own.getFileName().toString());
    }

    @Test
    void aFileThatIsDroppedOverOneBeingTakenIsTakenToo(@TempDir Path data) throws Exception {
        byte[] first = sample(Holders.insured(directory, Holders.nir())).getBytes(StandardCharsets.UTF_8);
        byte[] second = sample(Holders.insured(directory, Holders.nir())).getBytes(StandardCharsets.UTF_8);
        Path dropped =
                Files.write(Files.createDirectories(data.resolve("inbox")).resolve("a.xml"), first);
        DroppedFiles own = new DroppedFiles(data);
        DeliveryIntake disturbed = disturbed(own, taken -> Files.write(dropped, second));

        disturbed.receive(DeliveryKind.CLAIMS, dropped);
        disturbed.take(DeliveryKind.CLAIMS, onlyOne(data));
        assertThat(dropped).hasBinaryContent(second);
        disturbed.receive(DeliveryKind.CLAIMS, dropped);
        intake.take(DeliveryKind.CLAIMS, onlyOne(data));

        assertThat(data.resolve("taking/claims")).isEmptyDirectory();
        for (byte[] each : List.of(first, second)) {
            assertThat(inbox.deliveries(each))
                    .singleElement()
                    .extracting(Delivery::state)
                    .isEqualTo("TAKEN");
        }
    }

    /** Whoever had it open goes on writing it, moved or not. */
    @Test
    void aFileThatIsStillBeingWrittenIsTakenOnceItIsWhole(@TempDir Path data) throws Exception {
        String whole = sample(Holders.insured(directory, Holders.nir()));
        byte[] half = whole.replaceFirst("\\s*$", "").getBytes(StandardCharsets.UTF_8);
        Path file = received(data, half);
        DeliveryIntake disturbed =
                disturbed(files, taken -> Files.writeString(taken, "\n<!-- end -->", StandardOpenOption.APPEND));

        assertThatThrownBy(() -> disturbed.take(DeliveryKind.CLAIMS, file)).isInstanceOf(UncheckedIOException.class);
        assertThat(file).exists();
        assertThat(inbox.deliveries(half)).isEmpty();
        byte[] written = Files.readAllBytes(file);
        intake.take(DeliveryKind.CLAIMS, file);

        assertThat(file).doesNotExist();
        assertThat(inbox.deliveries(written)).hasSize(1);
    }

    private interface Disturbance {
        void of(Path taken) throws IOException;
    }

    /** The program as it is, but somebody does something while it takes a file. */
    private DeliveryIntake disturbed(DroppedFiles own, Disturbance disturbance) {
        Content claims = contents.stream()
                .filter(content -> content.kind() == DeliveryKind.CLAIMS)
                .findFirst()
                .orElseThrow();
        Content watched = new Content() {
            @Override
            public DeliveryKind kind() {
                return DeliveryKind.CLAIMS;
            }

            @Override
            public Taking read(Path file, Instant written) {
                Taking taking = claims.read(file, written);
                try {
                    disturbance.of(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return taking;
            }
        };
        return new DeliveryIntake(
                List.of(watched), deliveries, locks, own, setAside, reviews, new TransactionTemplate(transactions));
    }

    private static Path onlyOne(Path data) throws IOException {
        try (var all = Files.walk(data.resolve("taking"))) {
            return all.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    @Test
    void aNewerFileThatOvertookAnOlderOneHasTheLastWord() {
        Nir nir = Holders.nir();
        byte[] older = (HEADER + line(nir, "AVANT")).getBytes(StandardCharsets.UTF_8);
        Path waiting;
        try (DeliveryLocks.Held held = locks.tryLock(Inbox.sha256(older)).orElseThrow()) {
            waiting = inbox.write("insured", "1.csv", older);
            await().until(() -> Files.notExists(waiting));
            String newer = line(nir, "APRES").replace("0647151010", "").replace("zoe@", "zoe.apres@");
            assertThat(inbox.drop("insured", "2.csv", HEADER + newer).kept()).isOne();
        }
        await().until(() -> inbox.isSettled(waiting));

        Delivery overtaken = inbox.deliveries(older).get(0);
        assertThat(List.of(overtaken.received(), overtaken.kept(), overtaken.duplicate()))
                .containsExactly(1L, 0L, 1L);
        InsuredPerson person = directory.find(nir).orElseThrow();
        assertThat(person.familyName()).isEqualTo("APRES");
        assertThat(directory.contacts(person.id()))
                .extracting(ContactPoint::value)
                .containsExactly("zoe.apres@exemple.fr");
    }

    /** A link to itself can't be opened by anyone, not even by root; the failure bears its name. */
    @Test
    void whatCannotBeReadIsLeftIsToldOnceWithoutItsNameAndTheOthersFlowOn(CapturedOutput log) throws Exception {
        Path own = Files.createDirectories(
                inbox.received("insured").resolve(UUID.randomUUID().toString()));
        Path link = own.resolve("KANARI.csv");
        Files.createSymbolicLink(link, link.getFileName());
        try {
            await().until(() ->
                    log.getOut().contains("a delivery in insured is left where it is: FileSystemException"));
            byte[] other = HEADER.replace("nir", UUID.randomUUID().toString()).getBytes(StandardCharsets.UTF_8);
            assertSetAside(inbox.drop("insured", "b.csv", other), "header");
            // It was looked at again meanwhile.
            await().pollDelay(1, TimeUnit.SECONDS).until(() -> Files.isSymbolicLink(link));
        } finally {
            Files.delete(link);
            Files.delete(own);
        }
        assertThat(log.getOut().split("is left where it is")).hasSize(2);
        assertThat(log).doesNotContain("KANARI");
    }

    @Test
    void aFileBesideTheFoldersIsLeftAndToldOf(CapturedOutput log) throws Exception {
        Path stray = inbox.write(".", "KANARI.csv", HEADER.getBytes(StandardCharsets.UTF_8));
        try {
            await().until(
                            () -> log.getOut()
                                    .contains(
                                            "move it to the folder of its kind, insured or professionals or treating-physicians or nomenclatures or claims"));
            assertThat(stray).exists();
        } finally {
            Files.delete(stray);
        }
        assertThat(log).doesNotContain("KANARI");
    }

    @Test
    void whatIsStillBeingWrittenIsLeftAlone() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        Path part = inbox.write("claims", "a.xml.PART", "half".getBytes(StandardCharsets.UTF_8));
        Path hidden = inbox.write("claims", ".b.xml", "half".getBytes(StandardCharsets.UTF_8));

        inbox.drop("claims", "c.xml", sample(person));

        assertThat(part).exists();
        assertThat(hidden).exists();
        assertThat(part.toFile().delete() && hidden.toFile().delete()).isTrue();
    }
}
