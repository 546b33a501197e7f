package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.FilesBeneath;
import fr.dmp.Superuser;
import fr.dmp.engine.StaffBrowser;
import fr.dmp.gate.Raw;
import fr.dmp.portal.Visitor;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** Two programs on one database are one service: whatever begins on one goes on at the other, and nothing is done twice. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesTest {

    private static final Path DATA = Path.of("target/two-nodes-test").toAbsolutePath();
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static ChildProgram first;
    private static ChildProgram second;

    @BeforeAll
    static void startBoth() {
        FileSystemUtils.deleteRecursively(DATA.toFile());
        first = new ChildProgram(DATA).start();
        second = first.secondNode().start();
        await().atMost(Duration.ofSeconds(90)).until(() -> holders().size() == 4);
    }

    @AfterAll
    static void stopBoth() {
        Stream.of(second, first).filter(node -> node != null && node.alive()).forEach(ChildProgram::close);
    }

    @Test
    @Order(1)
    void theFirstStartNamesSomeoneToSignInAs() throws Exception {
        await().atMost(SOON).until(() -> Files.readString(first.log()).contains("Le DMP est prêt"));
        assertThat(Files.readString(first.log()))
                .containsPattern("démarré en \\d+ s")
                .containsAnyOf(holders().stream()
                        .map(holder ->
                                "identifiant " + holder.at("/signIn/identifier").asText() + ", mot de passe "
                                        + holder.at("/signIn/password").asText())
                        .toArray(String[]::new));
    }

    @Test
    @Order(2)
    void aSignInBegunOnOneEndsOnTheOtherAndItsTokenWorksOnBoth() throws Exception {
        String token = signIn(holders().get(0), first, second);
        assertThat(get(first, "/api/record", token).statusCode()).isEqualTo(200);
        assertThat(get(second, "/api/record", token).statusCode()).isEqualTo(200);
        assertThat(get(second, "/api/record/care-history", token).statusCode()).isEqualTo(200);

        HttpResponse<String> ended = send(second, "DELETE", "/api/record/sessions/current", token, null);
        assertThat(ended.statusCode()).isEqualTo(204);
        assertThat(get(first, "/api/record", token).statusCode()).isEqualTo(401);
    }

    @Test
    @Order(3)
    void aPagesCookieWorksOnBoth() throws Exception {
        JsonNode holder = holders().get(1);
        Messages phone = phone(holder);
        Visitor one = new Visitor(port(first));
        one.get("/connexion")
                .submit(
                        "/connexion",
                        Map.of(
                                "identifiant", holder.at("/signIn/identifier").asText(),
                                "mot-de-passe", holder.at("/signIn/password").asText()))
                .follow()
                .submit("/connexion/code", Map.of("code", newest(phone)));
        assertThat(one.location()).isEqualTo("/dossier");
        Visitor other = new Visitor(port(second));
        other.keep("__Host-holder", one.cookie("__Host-holder"));
        assertThat(other.get("/dossier").text()).contains("Mon dossier");
        other.submit("/deconnexion", Map.of());
        assertThat(one.get("/dossier").location()).isEqualTo("/connexion?fin");
    }

    /** Begun at one, with the provider at the other, and read at both. */
    @Test
    @Order(3)
    void aProfessionalsSessionWorksOnBoth() throws Exception {
        // Its key is made when it is first asked for, which takes its time.
        assertThat(get(first, "/sandbox/issuer/jwks", "").statusCode()).isEqualTo(200);
        Visitor other = new Visitor(port(second));
        other.get("/pro").submit("/pro/connexion", Map.of());
        String provider = other.location();
        assertThat(provider).startsWith("http://localhost:" + port(first) + "/sandbox/issuer/authorize?");
        Visitor one = new Visitor(port(first));
        one.get(provider.replace("http://localhost:" + port(first), ""))
                .submit("/sandbox/issuer/authorize", Map.of("rpps", "10100100014"));
        assertThat(one.location()).startsWith("http://localhost:" + port(second) + "/pro/connexion/retour?");
        other.get(one.location().replace("http://localhost:" + port(second), ""));
        assertThat(other.location()).as(other.text()).isEqualTo("/pro");
        assertThat(other.follow().text()).contains("Hélène DURAND");
        one.keep("__Host-pro", other.cookie("__Host-pro"));
        assertThat(one.get("/pro").text()).contains("Hélène DURAND");
        one.submit("/pro/deconnexion", Map.of());
        assertThat(other.get("/pro/dossiers/x").location()).isEqualTo("/pro?fin");
    }

    @Test
    @Order(4)
    void aStaffSessionWorksOnBoth() throws IOException {
        StaffBrowser browser = StaffBrowser.signedIn(first.staffAddress("/").getPort(), "gestionnaire");
        String tasks = "/camunda/api/engine/engine/default/task";
        assertThat(Raw.status(browser.get(tasks))).isEqualTo(200);
        assertThat(Raw.status(browser.at(second.staffAddress("/").getPort()).get(tasks)))
                .isEqualTo(200);
    }

    @Test
    @Order(5)
    void aFileInTheSharedInboxIsTakenOnce() throws Exception {
        dropInsured(12);
        await().atMost(SOON).until(TwoNodesTest::allTaken);
        assertThat(database()
                        .sql("select state, count(*) from dmp.delivery where kind = 'insured' group by state")
                        .query((row, n) -> row.getString(1) + " " + row.getInt(2))
                        .list())
                .containsExactly("TAKEN 12");
    }

    @Test
    @Order(6)
    void noticesAreSharedOutAndSentOnce() {
        List<String> mobiles = put(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> states(mobiles).equals(List.of("DELIVERED 200")));
        assertThat(arrived(mobiles)).hasSize(200);
        assertThat(database()
                        .sql(
                                "select distinct substring(callback from ':(\\d+)/') from dmp.sandbox_message where recipient = any(?)")
                        .param(mobiles.toArray(String[]::new))
                        .query(Integer.class)
                        .list())
                .as("both nodes sent")
                .containsExactlyInAnyOrder(port(first), port(second));
    }

    @Test
    @Order(7)
    void theClockMovedOnOneMovesTheOtherAndWhatIsDueThereFires() throws Exception {
        Someone someone = SomePeople.anyone();
        String creation = begin(first, someone);
        Instant later = now(first).plus(Duration.ofMinutes(31));
        moveTo(second, later);
        assertThat(now(second)).isAfterOrEqualTo(later);
        await().atMost(SOON).until(() -> !now(first).isBefore(later));
        await().atMost(SOON).until(() -> progress(first, creation).equals("REFUSED"));
    }

    @Test
    @Order(8)
    void whenOneIsKilledTheOtherGoesOn() throws Exception {
        String token = signIn(holders().get(2), second, second);
        String creation = begin(second, SomePeople.anyone());
        List<String> mobiles = put(400);
        await().atMost(SOON).until(() -> arrived(mobiles).size() > 100);
        second.kill();
        assertThat(get(first, "/api/record", token).statusCode()).isEqualTo(200);
        // What the dead node had claimed: its leases end, and it is looked up before it is sent again.
        List<String> before = new ArrayList<>();
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> settled(mobiles, before));
        assertThat(arrived(mobiles)).hasSize(400).doesNotHaveDuplicates();
        moveTo(first, now(first).plus(Duration.ofMinutes(31)));
        await().atMost(SOON).until(() -> progress(first, creation).equals("REFUSED"));
        assertThat(signIn(holders().get(3), first, first)).isNotEmpty();
    }

    @Test
    @Order(9)
    void aFileThatADeadNodeWasTakingIsTakenByTheOther() throws Exception {
        second.start();
        long before = taken();
        database()
                .sql(
                        """
                        create function dmp.trial() returns trigger language plpgsql as
                            $$ begin perform pg_sleep(4); return new; end $$;
                        create trigger trial before insert on dmp.delivery for each row execute function dmp.trial()
                        """)
                .update();
        try {
            dropInsured(3);
            // Each node takes one file at a time.
            await().atMost(SOON).until(() -> asleep() == 2);
            second.kill();
        } finally {
            database().sql("drop function dmp.trial() cascade").update();
        }
        await().atMost(SOON).until(TwoNodesTest::allTaken);
        assertThat(taken() - before).isEqualTo(3);
    }

    private static void dropInsured(int files) throws IOException {
        Path inbox = DATA.resolve("inbox/insured");
        for (int i = 0; i < files; i++) {
            String nir = SomePeople.anyone().nir().value();
            Path part = Files.writeString(
                    inbox.resolve(nir + ".part"),
                    "nir;family_name;given_names;birth_date;sex;regime;fund;mobile;email;address1;address2;postcode;city;vitale_serial\n"
                            + nir
                            + ";ESSAI;CAMILLE;1960-01-17;F;01;011;;;1 rue des Tests;;75001;PARIS;\n");
            Files.move(part, inbox.resolve(nir + ".csv"), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static boolean allTaken() {
        return Stream.of("inbox/insured", "taking/insured").map(DATA::resolve).allMatch(TwoNodesTest::holdsNoFile);
    }

    /** A node that was killed may leave an empty folder. */
    private static boolean holdsNoFile(Path folder) {
        return FilesBeneath.of(folder).isEmpty();
    }

    private static long taken() {
        return database()
                .sql("select count(*) from dmp.delivery where kind = 'insured' and state = 'TAKEN'")
                .query(Long.class)
                .single();
    }

    private static long asleep() {
        return database()
                .sql("select count(*) from pg_stat_activity where wait_event = 'PgSleep'")
                .query(Long.class)
                .single();
    }

    /** Time goes on only where nothing moves any more, so that leases and back-offs end. */
    private static boolean settled(List<String> mobiles, List<String> before) throws Exception {
        List<String> states = states(mobiles);
        if (states.stream().allMatch(state -> state.matches("(DELIVERED|SENT) .*"))) {
            return true;
        }
        if (states.equals(before)) {
            moveTo(first, now(first).plus(Duration.ofMinutes(3)));
        }
        before.clear();
        before.addAll(states);
        return false;
    }

    /** So many notices to as many phones, written as the program writes them. */
    private static List<String> put(int many) {
        int start = (int) (System.nanoTime() % 100_000);
        List<String> mobiles = IntStream.range(0, many)
                .mapToObj(i -> "+3362%05d%02d9".formatted((start + i) % 100_000, i % 100))
                .toList();
        database()
                .sql(
                        """
                        insert into dmp.notice (id, kind, channel, destination, masked, reference, created_at, not_before)
                        select id, 'PASSWORD_CHANGED', 'SMS', mobile, '', 'ESSAI', now(), now() - interval '1 hour'
                        from unnest(cast(? as uuid[]), cast(? as text[])) as told (id, mobile)
                        """)
                .params(
                        mobiles.stream()
                                .map(mobile -> UuidCreator.getTimeOrderedEpoch())
                                .toArray(UUID[]::new),
                        mobiles.toArray(String[]::new))
                .update();
        return mobiles;
    }

    private static List<String> states(List<String> mobiles) {
        return database()
                .sql("select state || ' ' || count(*) from dmp.notice where destination = any(?) group by state")
                .param(mobiles.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private static List<String> arrived(List<String> mobiles) {
        return database()
                .sql("select recipient from dmp.sandbox_message where recipient = any(?)")
                .param(mobiles.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** The sample holders who can sign in with a password of their own. */
    private static List<JsonNode> holders() throws Exception {
        JsonNode people = JSON.readTree(get(first, "/sandbox/people", "").body());
        Stream.Builder<JsonNode> found = Stream.builder();
        people.get("insured").forEach(found);
        return found.build()
                .filter(person -> person.at("/signIn/password").asText().startsWith("Lilas"))
                .toList();
    }

    private static String signIn(JsonNode holder, ChildProgram begins, ChildProgram ends) throws Exception {
        Messages phone = phone(holder);
        HttpResponse<String> begun = send(
                begins,
                "POST",
                "/api/sign-in",
                "",
                Map.of(
                        "identifier", holder.at("/signIn/identifier").asText(),
                        "password", holder.at("/signIn/password").asText(),
                        "channel", "SMS"));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(200);
        String challenge = JSON.readTree(begun.body()).get("challenge").asText();
        HttpResponse<String> answer =
                send(ends, "POST", "/api/sign-in/" + challenge + "/code", "", Map.of("code", newest(phone)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("accessToken").asText();
    }

    /** The phone as it is before a new code arrives. */
    private static Messages phone(JsonNode holder) {
        Messages phone = new Messages(port(first), holder.at("/contact/mobile").asText());
        phone.readAll();
        return phone;
    }

    private static String newest(Messages phone) {
        return phone.next(CODE);
    }

    private static String begin(ChildProgram node, Someone someone) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(node.address("/api/creations"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of(
                        "vitale",
                        Map.of(
                                "nir", someone.nir().value(),
                                "serial", someone.serial(),
                                "familyName", "Martin",
                                "givenNames", "Marie",
                                "birthDate", "1960-01-17"),
                        "contact",
                        Map.of("mobile", someone.mobile()),
                        "consent",
                        true,
                        "emergency",
                        Map.of("breakGlass", true, "regulation", true)))))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return JSON.readTree(answer.body()).get("id").asText();
    }

    private static String progress(ChildProgram node, String creation) throws Exception {
        return JSON.readTree(get(node, "/api/creations/" + creation, "").body())
                .path("status")
                .asText();
    }

    private static Instant now(ChildProgram node) throws Exception {
        return Instant.parse(JSON.readTree(get(node, "/sandbox/clock", "").body())
                .get("instant")
                .asText());
    }

    private static void moveTo(ChildProgram node, Instant instant) throws Exception {
        assertThat(send(node, "PUT", "/sandbox/clock", "", Map.of("instant", instant.toString()))
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> get(ChildProgram node, String path, String token) throws Exception {
        return send(node, "GET", path, token, null);
    }

    private static HttpResponse<String> send(
            ChildProgram node, String method, String path, String token, Map<String, ?> body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(node.address(path)).header("Accept", "application/json");
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (body == null) {
            return HTTP.send(
                    request.method(method, HttpRequest.BodyPublishers.noBody()).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
        return HTTP.send(
                request.header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static int port(ChildProgram node) {
        return node.address("/").getPort();
    }

    private static JdbcClient database() {
        return Superuser.at(DATA);
    }
}
