package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.SandboxTest;
import fr.dmp.Searched;
import fr.dmp.Superuser;
import fr.dmp.claims.Inbox;
import fr.dmp.engine.StaffBrowser;
import fr.dmp.gate.Raw;
import fr.dmp.gate.StaffPort;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.Nir;
import fr.dmp.portal.Practitioner;
import fr.dmp.portal.Visitor;
import fr.dmp.sandbox.SampleHistory;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The promise of the whole: personal data is in none of the engine's tables, the logs, the metrics and the addresses.
 * People with recognisable names, numbers and texts go through every form, API and delivery, well and badly; then all of
 * these places are searched. {@code EveryEngineCallTest} does the same for the calls that go round the forms.
 */
@SandboxTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class NothingPersonalTest {

    private static final String WEB = "/camunda/api/engine/engine/default";
    private static final String START = WEB + "/process-definition/key/record-creation/submit-form";
    private static final Pattern CODE = Pattern.compile("DMP : (\\d{6}) est");
    private static final Pattern PASSWORD = Pattern.compile("mot de passe initial (\\S+)");
    private static final String CHOSEN = "kanari-cheval agrafe correcte";

    /** Where people are known by name, and their care is kept: what the record is for. */
    private static final List<String> THEIR_PLACES = List.of(
            "dmp.insured_person.",
            "dmp.contact_point.",
            "dmp.contact_change.value",
            "dmp.notice.destination",
            "dmp.care_line",
            "dmp.record_entry.",
            "dmp.sandbox_message.");

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private JdbcTemplate template;

    @Autowired
    private Environment environment;

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private Clock clock;

    @Autowired
    private MeterRegistry meters;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int operatorsPort;

    private final ObjectMapper json = new ObjectMapper();
    private final List<Someone> people = new ArrayList<>();
    private final List<String> heads = new ArrayList<>();
    private final List<String> secrets = new ArrayList<>(List.of("kanari-cheval"));

    private Searched searched;
    private Inbox inbox;

    /** As the directory has them; every text begins alike, every number is theirs alone. */
    private record Someone(Nir nir, String serial, String mobile, String name) {

        static Someone rare() {
            String tail = "%08d".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
            String number = "24702" + tail;
            String nir = number + "%02d".formatted(97 - Long.parseLong(number) % 97);
            return new Someone(
                    Nir.of(nir).orElseThrow(),
                    "77" + tail,
                    "+3376" + tail.substring(1),
                    "KANARINI" + tail.replaceAll("\\d", "Q"));
        }

        String line() {
            return String.join(
                    ";",
                    nir.value(),
                    name,
                    "KanariGiven",
                    "1947-02-28",
                    "F",
                    "1",
                    "01C751",
                    mobile,
                    mail(),
                    "7 impasse du Kanari",
                    "",
                    "75002",
                    "KANARIVILLE",
                    serial);
        }

        String mail() {
            return "kanari" + serial + "@exemple.fr";
        }

        String vitale(String shown) {
            return "{\"nir\":\"%s\",\"serial\":\"%s\",\"familyName\":\"%s\",\"givenNames\":\"KanariGiven\",\"birthDate\":\"1947-02-28\"}"
                    .formatted(nir.value(), serial, shown);
        }

        String application(String shown, String extra) {
            return "{\"vitale\":%s,\"contact\":{\"mobile\":\"%s\"},\"consent\":true,\"emergency\":{\"breakGlass\":true,\"regulation\":true}%s}"
                    .formatted(vitale(shown), mobile, extra);
        }
    }

    @BeforeAll
    void plant() throws Exception {
        searched = new Searched(Superuser.of(environment));
        inbox = new Inbox(environment, jdbc);
        Stream.generate(Someone::rare).limit(5).forEach(people::add);
        deliverPeople();
        online(people.get(0));
        wrongCode(people.get(2));
        mismatched(people.get(1));
        professional(people.get(2));
        counter(people.get(3));
        pages(people.get(4));
        care(people.get(0));
        lost(people.get(0));
        staffSignIn();
        databaseErrors();
    }

    private void deliverPeople() {
        String header =
                "nir;family_name;given_names;birth_date;sex;regime;fund;mobile;email;address1;address2;postcode;city;vitale_serial\n";
        StringBuilder file = new StringBuilder(header);
        people.forEach(someone -> file.append(someone.line()).append('\n'));
        Someone bad = Someone.rare();
        people.add(bad);
        file.append(bad.line().replace(bad.nir().value(), bad.nir().value().substring(0, 13) + "00"))
                .append('\n');
        file.append(bad.line().replace(";F;", ";KANARISEX;").replace(bad.mail(), "kanari@@kanari"))
                .append('\n');
        file.append(bad.line().replace("1947-02-28", "28/02/1947-kanari")).append(";KANARIMORE\n");
        file.append("KANARI \"KANARI;").append(bad.nir().value()).append('\n');
        String name = "KANARINI " + people.get(0).nir().value() + ".csv";
        assertThat(inbox.drop("insured", name, file.toString()).kept()).isEqualTo(5);
        inbox.drop("insured", name, header.replace("city", "KANARICOLUMN") + bad.line());
        inbox.drop("insured", name, (header + bad.line() + "É").getBytes(StandardCharsets.ISO_8859_1));
    }

    private void online(Someone someone) throws IOException {
        post("/api/creations", someone.application(someone.name(), ",\"kanariField\":\"KANARI\""), null);
        post(
                "/api/creations",
                someone.application(
                        someone.name(), ",\"x\":KANARI" + someone.nir().value()),
                null);
        post("/api/creations", someone.application(someone.name(), "").replace("1947-02-28", "KANARIDATE"), null);
        post("/api/creations", someone.application(someone.name(), "").replace(":true", ":\"KANARI\""), null);
        raw("GET", "/api/creations/KANARI" + someone.nir().value(), "", null);
        Messages messages = new Messages(port, someone.mobile());
        String at = "/api/creations/"
                + body(post("/api/creations", someone.application(someone.name(), ""), null))
                        .get("id")
                        .asText();
        post(at + "/code", "{\"code\":\"KANARI\"}", null);
        String identifier = body(post(at + "/code", "{\"code\":\"" + messages.next(CODE) + "\"}", null))
                .get("identifier")
                .asText();
        signIn(identifier, messages);
    }

    /** The one wrong code makes the next wait. */
    private void wrongCode(Someone someone) throws IOException {
        String at = "/api/creations/"
                + body(post("/api/creations", someone.application(someone.name(), ""), null))
                        .get("id")
                        .asText();
        post(at + "/code", "{\"code\":\"000000\"}", null);
    }

    private void signIn(String identifier, Messages messages) throws IOException {
        String initial = messages.next(PASSWORD);
        secrets.add(initial);
        post("/api/sign-in", "{\"identifier\":\"KANARI" + identifier + "\",\"password\":\"KANARIPASS\"}", null);
        post("/api/sign-in", "{\"identifier\":\"" + identifier + "\",\"password\":\"KANARIPASS\"}", null);
        String challenge = body(post(
                        "/api/sign-in",
                        "{\"identifier\":\"" + identifier + "\",\"password\":\"" + initial + "\"}",
                        null))
                .get("challenge")
                .asText();
        String token = body(post(
                        "/api/sign-in/" + challenge + "/code", "{\"code\":\"" + messages.next(CODE) + "\"}", null))
                .get("accessToken")
                .asText();
        secrets.add(token);
        put("{\"current\":\"KANARIPASS\",\"new\":\"KANARIPASSTWO of the rain\"}", token);
        put("{\"current\":\"" + initial + "\",\"new\":\"kanaribad\"}", token);
        JsonNode changed = body(put("{\"current\":\"" + initial + "\",\"new\":\"" + CHOSEN + "\"}", token));
        token = changed.get("accessToken").asText();
        secrets.add(token);
        raw("GET", "/api/record/sessions", "", token);
        raw("GET", "/api/record", "", token);
        raw("GET", "/api/record/care-history?section=KANARI", "", token);
        raw("DELETE", "/api/record/sessions/KANARI", "", token);
        contacts(token);
        access(token);
        writtenDown(token);
    }

    /** A new contact, mistyped, then proved by a wrong code and by the right one; and a passkey that is none. */
    private void contacts(String token) throws IOException {
        String fresh = "kanarineuf" + ThreadLocalRandom.current().nextInt(1_000_000) + "@exemple.fr";
        raw("PUT", "/api/record/contacts", "{\"channel\":\"MAIL\",\"value\":\"kanaribad@\"}", token);
        raw("PUT", "/api/record/contacts", "{\"channel\":\"MAIL\",\"value\":\"" + fresh + "\"}", token);
        String code = new Messages(port, fresh).next(Pattern.compile("\\b(\\d{6})\\b"));
        raw(
                "POST",
                "/api/record/contacts/code",
                "{\"code\":\"" + (code.equals("000000") ? "1" : "000000") + "\"}",
                token);
        assertThat(raw("POST", "/api/record/contacts/code", "{\"code\":\"" + code + "\"}", token))
                .contains("effectiveAt");
        raw("GET", "/api/record/contacts", "", token);
        raw("DELETE", "/api/record/contacts/KANARI/change", "", token);
        raw("POST", "/api/record/passkeys/challenge", "", token);
        raw(
                "POST",
                "/api/record/passkeys",
                "{\"name\":\"KANARICLE\",\"clientDataJson\":\"KANARI\",\"attestationObject\":\"KANARI\"}",
                token);
    }

    /** What is written down on the pages, well and badly. */
    private void writtenDown(String token) {
        Visitor visitor = new Visitor(port);
        visitor.keep("__Host-holder", token);
        String add = "/informations/allergies/ajouter";
        visitor.get(add).submit(add, Map.of("allergie", "KANARIALLERGY", "precisions", "KANARINOTE"));
        assertThat(visitor.location()).isEqualTo("/informations#allergies");
        keepLocation(visitor);
        visitor.get(add).submit(add, Map.of("allergie", "KANARIALLERGY", "depuis", "KANARIDATE"));
        keepLocation(visitor);
        String proof = visitor.page().select("[name=_csrf]").attr("value");
        visitor.post("/representation", Map.of("_csrf", proof, "dossier", "KANARI"));
        keepLocation(visitor);
        visitor.get("/informations/KANARI/ajouter");
        visitor.get("/journal?acte=KANARIACT&du=KANARIDATE");
        visitor.get("/journal/KANARI");
    }

    /** A professional says why they read without leave, the holder why they shouldn't have, a reviewer what was found. */
    private void emergency(String record, String holder, String doctor) throws IOException {
        String at = "/api/professional/records/" + record + "/emergency-accesses";
        String wish = "{\"mode\":\"BRIS_DE_GLACE\",\"reason\":\"COVERING\",\"explanation\":\"KANARIWHY et encore\"%s}";
        post(at, wish.formatted(",\"callReference\":\"KANARICALL\""), doctor);
        post(at, wish.formatted(",\"kanariField\":\"KANARI\""), doctor);
        String access = body(post(at, wish.formatted(""), doctor)).get("id").asText();
        raw("GET", "/api/professional/records/" + record + "/care-history", "", doctor);
        post("/api/record/emergency-accesses/KANARI/contest", "{\"words\":\"KANARIWORDS\"}", holder);
        String contest = "/api/record/emergency-accesses/" + access + "/contest";
        assertThat(Raw.status(post(contest, "{\"words\":\"KANARIWORDS\"}", holder)))
                .isEqualTo(200);
        post(at + "/" + access + "/end", "", doctor);
        StaffBrowser reviewer = StaffBrowser.signedIn(staffPort.number(), "controleur");
        String task = WEB + "/task/" + emergencyTask(access);
        reviewer.send("POST", task + "/claim", "{\"userId\":\"controleur\"}");
        String finding = "{\"variables\":{\"choice\":{\"type\":\"String\",\"value\":\"%s\"},"
                + "\"words\":{\"type\":\"String\",\"value\":\"KANARIFOUND\"}}}";
        reviewer.send("POST", task + "/submit-form", finding.formatted("KANARICHOICE"));
        reviewer.send("PUT", task + "/variables/note", "{\"value\":\"KANARINOTE\"}");
        assertThat(Raw.status(reviewer.send("POST", task + "/submit-form", finding.formatted("JUSTIFIED"))))
                .isEqualTo(204);
    }

    private String emergencyTask(String access) {
        return Superuser.of(environment)
                .sql(
                        """
                        select t.id_ from engine.act_ru_task t
                        join engine.act_ru_execution p on p.id_ = t.proc_inst_id_ where p.business_key_ = ?
                        """)
                .param(access)
                .query(String.class)
                .single();
    }

    /** A professional asks and attests, the holder searches and answers, well and badly. */
    private void access(String holder) throws IOException {
        String record =
                body(raw("GET", "/api/record", "", holder)).get("record").asText();
        String doctor = body(post("/sandbox/professional-tokens", "{\"rpps\":\"10100100014\"}", null))
                .get("accessToken")
                .asText();
        secrets.add(doctor);
        emergency(record, holder, doctor);
        String at = "/api/professional/records/" + record + "/authorization";
        post(at, "{\"request\":true,\"why\":\"KANARIWHY\"}", doctor);
        post(at.replace(record, "KANARI"), "{\"request\":true}", doctor);
        post(at, "{\"holderPresent\":true,\"consent\":\"KANARI\"}", doctor);
        String request = body(post(at, "{\"request\":true}", doctor)).get("id").asText();
        post("/api/record/professional-searches", "{\"name\":\"KANARINAME\",\"city\":\"KANARIVILLE\"}", holder);
        post("/api/record/access-requests/KANARI/decision", "{\"accept\":true}", holder);
        String decision = "/api/record/access-requests/" + request + "/decision";
        post(decision, "{\"accept\":true,\"until\":\"KANARIDAY\"}", holder);
        assertThat(Raw.status(post(decision, "{\"accept\":true}", holder))).isEqualTo(200);
        raw("GET", "/api/professional/records/" + record + "/care-history", "", doctor);
        post("/api/record/authorizations", "{\"professional\":\"KANARI\"}", holder);
        raw("DELETE", "/api/record/authorizations/KANARI?block=true", "", holder);
    }

    private void mismatched(Someone someone) throws IOException {
        Messages messages = new Messages(port, someone.mobile());
        String at = "/api/creations/"
                + body(post("/api/creations", someone.application("KANARIOTHER", ""), null))
                        .get("id")
                        .asText();
        post(at + "/code", "{\"code\":\"" + messages.next(CODE) + "\"}", null);
        StaffBrowser caseworker = caseworker();
        String task = task(caseworker, at.substring(at.lastIndexOf('/') + 1));
        keep(caseworker.get("/staff/cases/" + at.substring(at.lastIndexOf('/') + 1)));
        keep(caseworker.send("POST", WEB + "/task/" + task + "/claim", "{\"userId\":\"gestionnaire\"}"));
        for (String variables : List.of(
                "{\"outcome\":{\"value\":\"confirm\"},\"note\":{\"value\":\"KANARINOTE\"}}",
                "{\"outcome\":{\"value\":\"KANARIOUTCOME\"}}",
                "{\"KANARINAME\":{\"value\":true}}",
                "{\"outcome\":{\"value\":\"refuse\"}}")) {
            keep(caseworker.send("POST", WEB + "/task/" + task + "/submit-form", "{\"variables\":" + variables + "}"));
        }
    }

    private void professional(Someone someone) throws IOException {
        String token = body(post("/sandbox/professional-tokens", "{\"rpps\":\"10100100014\"}", null))
                .get("accessToken")
                .asText();
        secrets.add(token);
        String at = "/api/professional/records";
        post(at, someone.application(someone.name(), ",\"kanariField\":\"KANARI\""), token);
        post(at, someone.application(someone.name(), "").replace(someone.nir().value(), "KANARI"), token);
        post(at, someone.application(someone.name(), "") + "KANARI", token);
        post(at, someone.application(someone.name(), "").replace(someone.serial(), "99KANARI"), token);
        post(at, someone.application("KANARIOTHER", ""), token);
        post(at, someone.application(someone.name(), "").replace("\"consent\":true", "\"consent\":false"), token);
        assertThat(Raw.status(post(at, someone.application(someone.name(), ""), token)))
                .isIn(201, 202);
        post(
                at,
                someone.application(someone.name(), ""),
                "KANARITOKEN." + someone.nir().value() + ".x");
        search(someone, token);
    }

    private void search(Someone someone, String token) throws IOException {
        String at = "/api/professional/record-searches";
        String traits = "{\"familyName\":\"%s\",\"givenName\":\"KanariGiven\",\"birthDate\":\"1947-02-28\"}"
                .formatted(someone.name());
        post(at, "{\"nir\":\"" + someone.nir().value() + "\"}", token);
        post(at, "{\"nir\":\"" + someone.nir().value() + "\",\"kanariField\":\"KANARI\"}", token);
        post(at, "{\"nir\":\"KANARI\"}", token);
        assertThat(Raw.status(post(at, traits, token))).isEqualTo(200);
        post(at, traits.replace("1947-02-28", "KANARIDATE"), token);
        raw("GET", "/api/professional/records/KANARI/care-history", "", token);
        Visitor pages =
                new Practitioner(new Visitor(port), "10100100014").signIn().visitor();
        keepLocation(pages);
        secrets.add(pages.cookie("__Host-pro"));
        pages.submit("/pro/recherche", Map.of("nir", someone.nir().value()));
        keepLocation(pages);
        pages.get("/pro")
                .submit("/pro/recherche", Map.of("nir", "KANARI" + someone.nir().value()));
        pages.get("/pro")
                .submit(
                        "/pro/recherche",
                        Map.of(
                                "par", "traits",
                                "nom", someone.name(),
                                "prenom", "KanariGiven",
                                "naissance", "28/02/1947"));
        keepLocation(pages);
        pages.get("/pro/dossiers/KANARI");
    }

    /** Credentials asked back by form and by phone, well and badly, and called back. */
    private void lost(Someone someone) throws IOException {
        String asked =
                "{\"nir\":\"%s\",\"birthName\":\"%s\",\"birthDate\":\"%s\",\"address\":\"7 impasse du Kanari 75002 %s\","
                        + "\"serial\":\"%s\",\"phone\":\"%s\"%s}";
        String nir = someone.nir().value();
        post(
                "/api/recoveries",
                asked.formatted(nir, someone.name(), "KANARIDATE", "KANARIVILLE", someone.serial(), "KANARI", ""),
                null);
        post(
                "/api/recoveries",
                asked.formatted(nir, "KANARI", "1947-02-28", "KANARIVILLE", "1", "0312345678", ",\"kanariField\":1"),
                null);
        String form = body(post(
                        "/api/recoveries",
                        asked.formatted(
                                nir, "KANARINAME", "1947-02-28", "KANARIVILLE", someone.serial(), someone.mobile(), ""),
                        null))
                .get("id")
                .asText();
        post("/api/recoveries/" + form + "/code", "{\"code\":\"KANARI\",\"newPassword\":\"" + CHOSEN + "\"}", null);
        post("/api/recoveries/" + form + "/code", "{\"code\":\"12345678\",\"newPassword\":\"" + CHOSEN + "\"}", null);
        post("/api/recovery-cancellations", "{\"reference\":\"KANARI\",\"code\":\"12345678\"}", null);
        StaffBrowser agent = StaffBrowser.signedIn(staffPort.number(), "agent3646");
        String begin = WEB + "/process-definition/key/credential-recovery/submit-form";
        for (String born : List.of("KANARIDATE", "28/02/1947")) {
            agent.send("POST", begin, variables(someone, born));
        }
        String task = WEB + "/task/" + taskOf(form);
        agent.send("POST", task + "/claim", "{\"userId\":\"agent3646\"}");
        agent.send("PUT", task + "/variables/note", "{\"value\":\"KANARINOTE\"}");
        String reached = variables(someone, "28/02/1947")
                .replace("{\"variables\":{", "{\"variables\":{\"choice\":{\"type\":\"String\",\"value\":\"REACHED\"},")
                .replaceFirst(",\"callingNumber.*?\\}", "");
        assertThat(Raw.status(agent.send("POST", task + "/submit-form", reached)))
                .isEqualTo(204);
    }

    private static String variables(Someone someone, String born) {
        return "{\"variables\":{"
                + Map.of(
                                "nir",
                                someone.nir().value(),
                                "birthName",
                                someone.name(),
                                "birthDate",
                                born,
                                "address",
                                "7 impasse du Kanari 75002 KANARIVILLE",
                                "serial",
                                someone.serial(),
                                "lost",
                                "BOTH")
                        .entrySet()
                        .stream()
                        .map(field -> "\"%s\":{\"type\":\"String\",\"value\":\"%s\"}"
                                .formatted(field.getKey(), field.getValue()))
                        .collect(Collectors.joining(","))
                + ",\"callingNumber\":{\"type\":\"String\",\"value\":\"" + someone.mobile() + "\"}}}";
    }

    private String taskOf(String recovery) {
        return await().until(
                        () -> Superuser.of(environment)
                                .sql(
                                        """
                                        select t.id_ from engine.act_ru_task t
                                        join engine.act_ru_execution p on p.id_ = t.proc_inst_id_
                                        where p.business_key_ = ?
                                        """)
                                .param(recovery)
                                .query(String.class)
                                .optional()
                                .orElse(""),
                        found -> !found.isEmpty());
    }

    private void counter(Someone someone) throws IOException {
        StaffBrowser caseworker = caseworker();
        Map<String, Object> card = new LinkedHashMap<>();
        card.put("nir", someone.nir().value());
        card.put("serial", someone.serial());
        card.put("familyName", someone.name());
        card.put("givenNames", "KanariGiven");
        card.put("birthDate", "28/02/1947");
        card.put("mobile", someone.mobile());
        card.put("consent", true);
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("nir", someone.nir().value().substring(0, 13) + "00"),
                Map.of("consent", false),
                Map.of("kanariField", "KANARI"),
                Map.of("serial", "99KANARI"),
                Map.of("birthDate", "KANARIDATE"))) {
            Map<String, Object> all = new LinkedHashMap<>(card);
            all.putAll(wrong);
            assertThat(Raw.status(start(caseworker, all)))
                    .as(wrong.keySet().toString())
                    .isBetween(400, 499);
        }
        assertThat(Raw.status(start(caseworker, card))).isEqualTo(200);
        card.put("familyName", "KANARIOTHER");
        start(caseworker, card);
    }

    private String start(StaffBrowser caseworker, Map<String, Object> fields) throws IOException {
        Map<String, Object> variables = new LinkedHashMap<>();
        fields.forEach((name, value) -> variables.put(name, Map.of("value", value)));
        String answer = caseworker.send("POST", START, json.writeValueAsString(Map.of("variables", variables)));
        keep(answer);
        return answer;
    }

    private void pages(Someone someone) {
        Visitor visitor = new Visitor(port);
        visitor.get("/creation").submit("/creation", Map.of("nir", "KANARI", "nom", someone.name()));
        keepLocation(visitor);
        visitor.submit(
                "/creation",
                Map.of(
                        "nir", someone.nir().value(),
                        "serie", someone.serial(),
                        "nom", someone.name(),
                        "prenoms", "KanariGiven",
                        "naissance", "28/02/1947"));
        keepLocation(visitor);
        visitor.submit("/creation", Map.of("mobile", "0" + someone.mobile().substring(3)));
        keepLocation(visitor);
        visitor.submit("/creation", Map.of("accord", "oui"));
        keepLocation(visitor);
        visitor.get("/connexion")
                .submit("/connexion", Map.of("identifiant", someone.nir().value(), "mot-de-passe", "KANARIPASS"));
        keepLocation(visitor);
        visitor.get("/KANARIPAGE?nom=" + someone.name());
        keepLocation(visitor);
    }

    private void care(Someone someone) {
        String sample = SampleHistory.of(
                directory.find(someone.nir()).orElseThrow(),
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1),
                1);
        Matcher label = Pattern.compile("<content ID=\"[A-Z]+1\">([^<]+)").matcher(sample);
        assertThat(label.find()).isTrue();
        String good = sample.replace(label.group(1), "KANARIDRUG");
        String name = "KANARINI " + someone.nir().value() + ".xml";
        assertThat(inbox.drop("claims", name, good).kept()).isPositive();
        inbox.drop("claims", name, good.substring(0, good.length() / 2));
        inbox.drop("claims", name, good.replace("<ClinicalDocument", "<KANARIELEMENT"));
        inbox.drop("claims", name, good.replaceFirst("<td>le \\d\\d/\\d\\d/\\d{4}</td>", "<td>KANARIDATE</td>"));
        inbox.drop(
                "claims",
                name,
                good.replace(someone.nir().value(), Someone.rare().nir().value()));
        inbox.drop(
                "claims",
                name,
                good.replace(
                        "<ClinicalDocument",
                        "<!DOCTYPE x [<!ENTITY x SYSTEM \"file:///KANARIFILE\">]><ClinicalDocument"));
        inbox.drop("claims", name + ".zip", "PKKANARI" + someone.nir().value());
    }

    private void staffSignIn() throws IOException {
        for (String login : List.of("KANARILOGIN", people.get(0).nir().value())) {
            keep(StaffBrowser.program(staffPort.number(), login).get("/engine-rest/task"));
            assertThat(catchThrowable(() -> StaffBrowser.signedIn(staffPort.number(), login)))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    /** What the database refuses, it would quote: the row, the key, a whole batch. */
    private void databaseErrors() {
        String insert = "insert into dmp.sandbox_known (name) values (?)";
        JdbcClient superuser = Superuser.of(environment);
        superuser
                .sql("create table if not exists dmp.sandbox_known (name text primary key)")
                .update();
        superuser.sql("grant select, insert on dmp.sandbox_known to dmp_app").update();
        try {
            template.update(insert, "kanaritwice");
            List<Throwable> thrown = List.of(
                    catchThrowable(() -> template.update(insert, "kanaritwice")),
                    catchThrowable(() -> template.batchUpdate(
                            insert, List.of(new Object[] {"kanarifresh"}, new Object[] {"kanaritwice"}))));
            for (Throwable one : thrown) {
                assertThat(one).isNotNull();
                assertThat(one)
                        .hasStackTraceContaining("duplicate key")
                        .extracting(NothingPersonalTest::trace)
                        .asString()
                        .doesNotContainIgnoringCase("kanari");
            }
        } finally {
            superuser.sql("drop table dmp.sandbox_known").update();
        }
    }

    private static String trace(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    /** The other searches would otherwise find nothing whatever is there. */
    @Test
    void theSearchFindsWhatIsThere() {
        assertThat(searched.find("dmp", planted()))
                .anyMatch(found -> found.startsWith("dmp.insured_person.family_name: KANARINI"))
                .anyMatch(found -> found.startsWith("dmp.contact_point.value: "))
                .anyMatch(found -> found.startsWith("dmp.contact_change.value: kanarineuf"))
                .anyMatch(found -> found.startsWith("dmp.care_line.label: KANARIDRUG"))
                .anyMatch(found -> found.startsWith("dmp.insured_person.birth_date: 1947-02-28"));
    }

    @Test
    void nothingIsInTheEngine() {
        assertThat(searched.tables("engine")).isGreaterThan(40);
        assertThat(searched.find("engine", planted())).isEmpty();
    }

    /** Sessions, traces, manifests, requests, limits, cases: ids and digests, and what is sealed. */
    @Test
    void nothingIsBesideThePlacesThatAreForIt() {
        assertThat(searched.find("dmp", planted()))
                .noneMatch(found -> THEIR_PLACES.stream().noneMatch(found::startsWith));
    }

    @Test
    void nobodysNirIsReadableAnywhere() {
        assertThat(searched.find("dmp", nirs())).isEmpty();
    }

    @Test
    void noSecretIsReadableAnywhere() {
        String written = String.join(
                "|", secrets.stream().map(NothingPersonalTest::literally).toList());
        assertThat(searched.find("dmp", written)).noneMatch(found -> !found.startsWith("dmp.sandbox_message."));
        assertThat(searched.find("engine", written)).isEmpty();
    }

    @Test
    void nothingIsInTheProgramsLog(CapturedOutput log) {
        assertThat(log.getAll()).contains("delivery");
        assertThat(log.getAll().lines().filter(NothingPersonalTest.pattern(planted(), secrets)))
                .isEmpty();
    }

    @Test
    void nothingIsInTheDatabasesLog() throws IOException {
        Path file = Path.of(environment.getRequiredProperty("dmp.data")).resolve("postgres/server.log");
        String log = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(log).contains("duplicate key value violates unique constraint");
        assertThat(log.lines().filter(pattern(planted(), secrets))).isEmpty();
    }

    /** Names and labels, from which the page of the metrics is written. */
    @Test
    void nothingIsInTheMetersLabels() {
        assertThat(meters.getMeters()).isNotEmpty();
        assertThat(meters.getMeters().stream()
                        .map(meter -> meter.getId().toString())
                        .filter(pattern(planted(), secrets)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/metrics", "/actuator/health", "/actuator/info"})
    void nothingIsOnTheOperatorsPages(String address) throws IOException {
        String answer = Raw.send(operatorsPort, "GET", address, Map.of(), "");
        assertThat(answer).startsWith("HTTP/1.1 200");
        assertThat(answer.lines().filter(pattern(planted(), secrets))).isEmpty();
    }

    /** Status lines and headers of all answers, the addresses that they lead to among them. */
    @Test
    void nothingIsInHeadersAndAddresses() {
        assertThat(heads).hasSizeGreaterThan(30).anyMatch(head -> head.contains("Location: "));
        assertThat(heads.stream().flatMap(String::lines).filter(pattern(planted(), List.of())))
                .isEmpty();
    }

    /** A message knows how to reach somebody, and says nothing of who they are or what ails them. A code may hold a year. */
    @Test
    void messagesTellNothing() {
        List<String> texts = jdbc.sql("select coalesce(subject, '') || ' ' || text from dmp.sandbox_message")
                .query(String.class)
                .list();
        assertThat(texts).isNotEmpty();
        assertThat(texts.stream().filter(pattern("kanaridrug|\\b1947\\b|" + nirs(), List.of())))
                .isEmpty();
    }

    private String nirs() {
        return String.join(
                "|",
                people.stream().map(one -> one.nir().value().substring(0, 13)).toList());
    }

    private String planted() {
        List<String> numbers = people.stream()
                .flatMap(one -> Stream.of(
                        one.nir().value().substring(0, 13),
                        one.serial(),
                        one.mobile().substring(3)))
                .toList();
        return "kanari\\w*|1947-02-28|28/02/1947|" + String.join("|", numbers);
    }

    private static String literally(String text) {
        return text.replaceAll("([^A-Za-z0-9 ])", "\\\\$1");
    }

    private static Predicate<String> pattern(String planted, List<String> secrets) {
        String all = Stream.concat(Stream.of(planted), secrets.stream().map(NothingPersonalTest::literally))
                .reduce((one, other) -> one + "|" + other)
                .orElseThrow();
        return Pattern.compile(all, Pattern.CASE_INSENSITIVE).asPredicate();
    }

    private StaffBrowser caseworker() throws IOException {
        return StaffBrowser.signedIn(staffPort.number(), "gestionnaire");
    }

    private String task(StaffBrowser caseworker, String reference) throws IOException {
        String query = "{\"processInstanceBusinessKey\":\"" + reference + "\"}";
        return body(caseworker.send("POST", WEB + "/task", query))
                .get(0)
                .get("id")
                .asText();
    }

    private String post(String path, String body, String token) throws IOException {
        return raw("POST", path, body, token);
    }

    private String put(String body, String token) throws IOException {
        return raw("PUT", "/api/record/password", body, token);
    }

    private String raw(String method, String path, String body, String token) throws IOException {
        Map<String, String> headers = new HashMap<>(Map.of(
                "Accept",
                "application/json",
                "Idempotency-Key",
                UUID.randomUUID().toString()));
        if (!body.isEmpty()) {
            headers.put("Content-Type", "application/json");
        }
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        String answer = Raw.send(port, method, path, headers, body);
        keep(answer);
        return answer;
    }

    private void keep(String answer) {
        heads.add(answer.substring(0, answer.indexOf("\r\n\r\n")));
    }

    private void keepLocation(Visitor visitor) {
        heads.add("Location: " + visitor.location());
    }

    private JsonNode body(String answer) throws IOException {
        String all = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        int from = Stream.of('{', '[')
                .mapToInt(all::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElseThrow(() -> new AssertionError(answer));
        int to = Math.max(all.lastIndexOf('}'), all.lastIndexOf(']'));
        return json.readTree(all.substring(from, to + 1));
    }
}
