package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.access.Authorizations;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.audit.ProofCheck;
import fr.dmp.claims.Section;
import fr.dmp.document.Document;
import fr.dmp.document.Documents.Shown;
import fr.dmp.emergency.EmergencyReason;
import fr.dmp.identity.Channel;
import fr.dmp.notice.NoticeKind;
import fr.dmp.portal.ContactPages.Done;
import fr.dmp.record.CreationReason;
import fr.dmp.record.CreationStatus;
import fr.dmp.record.RecordStatus;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every word of a page comes from the bundles, which say the same in both languages, and hold nothing that no page says. */
class TextsOfPagesTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path CODE = Path.of("src/main/java/fr/dmp/portal");
    private static final Pattern KEY = Pattern.compile("portal\\.[A-Za-z0-9_.-]*[A-Za-z0-9_]");
    private static final Pattern ACT = Pattern.compile(
            "\"((?:READ|OPEN|FIND|LIST|ADD|WRITE|DEPOSIT|DELETE|MASK|UNMASK|ARCHIVE|UNARCHIVE|CHANGE|GRANT|REVOKE"
                    + "|DECLINE|ATTEST|REQUEST|EXPIRE_ACCESS|BLOCK|UNBLOCK|HIDE|SHOW|GIVE|TAKE_TREATING|BEGIN|END|FEED"
                    + "|SIGN|SESSION|PASSWORD(?=_CHANGE|_UNDELIVERABLE)|RENEW|PRINT|HAND|REPORT|PROVE|AWAIT|CONFIRM|REFUSE|DISCLOSE|ASK_TO)"
                    + "(?!_DELIVERY|_REFUSED_CODES|_MATRIX_IMPACT)(?:_(?!REFUSED\")[A-Z]+)+)\"");
    private static final Pattern LETTERS = Pattern.compile("\\p{L}");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final List<String> SPOKEN = List.of("alt", "title", "placeholder", "aria-label", "aria-description");

    private final Properties french = bundle("portal.properties");
    private final Properties english = bundle("portal_en.properties");

    static Stream<Path> templates() throws IOException {
        try (Stream<Path> portal = Files.walk(TEMPLATES.resolve("portal"));
                Stream<Path> errors = Files.walk(TEMPLATES.resolve("error"))) {
            return Stream.concat(portal, errors).filter(path -> path.toString().endsWith(".html")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateHoldsNoWordOfItsOwn(Path template) throws IOException {
        assertThat(words(Files.readString(template))).isEmpty();
    }

    @Test
    void aWordInATemplateIsFound() {
        assertThat(words("<p>Bonjour</p>")).containsExactly("Bonjour");
        assertThat(words("<img alt='Logo'>")).containsExactly("Logo");
    }

    @ParameterizedTest
    @MethodSource("templates")
    void aTemplateHoldsNeitherScriptNorStyle(Path template) throws IOException {
        assertThat(inline(Files.readString(template))).isEmpty();
    }

    @Test
    void aScriptOrStyleInATemplateIsFound() {
        assertThat(inline("<p style='color:red' onclick='x()'>")).hasSize(2);
        assertThat(inline("<style>p{}</style><script src='x'></script>")).hasSize(2);
        assertThat(inline("<script th:src='@{/assets/x.js}'>x()</script>")).hasSize(1);
        assertThat(inline("<script th:src='@{https://else.where/x.js}'></script>"))
                .hasSize(1);
        assertThat(inline("<script th:src='@{/assets/x.js}'></script>")).isEmpty();
        assertThat(inline("<a href='javascript:x()'>")).hasSize(1);
    }

    @Test
    void bothLanguagesSayTheSame() {
        assertThat(english.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(french.stringPropertyNames());
        assertThat(french.stringPropertyNames()).allSatisfy(key -> {
            assertThat(french.getProperty(key)).as(key).isNotBlank();
            assertThat(english.getProperty(key)).as(key).isNotBlank();
            assertThat(places(english.getProperty(key))).as(key).isEqualTo(places(french.getProperty(key)));
        });
    }

    @Test
    void everyKeyThatAPageNamesIsThere() throws IOException {
        Set<String> missing = new TreeSet<>(named());
        missing.removeAll(french.stringPropertyNames());
        assertThat(missing).isEmpty();
    }

    @Test
    void noTextIsLeftOver() throws IOException {
        Set<String> used = named();
        Set<String> idle = new TreeSet<>(french.stringPropertyNames());
        idle.removeAll(used);
        idle.removeIf(key -> key.startsWith("portal.field.") || key.startsWith("portal.missing."));
        // Acts and grounds are the capabilities'; a trace may hold those of former versions, too.
        idle.removeIf(key -> key.startsWith("portal.act.") || key.startsWith("portal.why."));
        assertThat(idle).isEmpty();
    }

    /** Each act that a capability writes into a record's trace is told in words; those on deliveries are in no record's. */
    @Test
    void everyActHasItsWords() throws IOException {
        Set<String> acts = new TreeSet<>();
        for (String module : List.of("access", "document", "record", "signin", "claims", "emergency", "recovery")) {
            try (Stream<Path> code = Files.walk(CODE.resolveSibling(module))) {
                for (Path file :
                        code.filter(path -> path.toString().endsWith(".java")).toList()) {
                    Matcher act = ACT.matcher(Files.readString(file));
                    while (act.find()) {
                        acts.add("portal.act." + act.group(1));
                    }
                }
            }
        }
        assertThat(acts).hasSizeGreaterThan(50);
        assertThat(french.stringPropertyNames()).containsAll(acts);
    }

    /** A straight apostrophe would end up doubled or swallowed by the message format; an ordinary space would break a line. */
    @Test
    void theTypeIsSetWithCare() {
        assertThat(french.stringPropertyNames()).allSatisfy(key -> assertThat(french.getProperty(key))
                .as(key)
                .doesNotContain("'")
                .doesNotContainPattern(" [;:!?»€%]|« |\\d (?:h|minutes|chiffres|caractères)\\b|centre \\d"));
        assertThat(english.stringPropertyNames())
                .allSatisfy(key -> assertThat(english.getProperty(key)).as(key).doesNotContain("'"));
    }

    private static List<String> words(String html) {
        List<String> found = new java.util.ArrayList<>();
        Jsoup.parse(html).traverse((Node node, int depth) -> {
            if (node instanceof org.jsoup.nodes.TextNode text
                    && LETTERS.matcher(text.text()).find()) {
                found.add(text.text().strip());
            }
            SPOKEN.stream()
                    .filter(name -> LETTERS.matcher(node.attr(name)).find())
                    .forEach(name -> found.add(node.attr(name)));
        });
        return found;
    }

    private static List<String> inline(String html) {
        return Jsoup.parse(html).getAllElements().stream()
                .flatMap(TextsOfPagesTest::inline)
                .toList();
    }

    private static Stream<String> inline(Element element) {
        Stream<String> tags = Stream.of(element.tagName())
                .filter(Set.of("script", "style")::contains)
                .filter(tag -> !ours(element));
        Stream<String> attributes = element.attributes().asList().stream()
                .filter(attribute -> attribute.getKey().matches("(?:th:)?(?:style|on[a-z]+)")
                        || attribute.getValue().startsWith("javascript:"))
                .map(attribute -> element.tagName() + " " + attribute.getKey());
        return Stream.concat(tags, attributes);
    }

    /** A script in a file of our own, which the policy lets run. */
    private static boolean ours(Element element) {
        return element.tagName().equals("script")
                && element.attr("th:src").startsWith("@{/assets/")
                && element.data().isBlank();
    }

    /** Keys written out in templates and code, and those put together from the names of a vocabulary. */
    private Set<String> named() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> code = Files.walk(CODE)) {
            for (Path file : Stream.concat(templates(), code.filter(Files::isRegularFile))
                    .toList()) {
                String content = Files.readString(file);
                Matcher key = KEY.matcher(content);
                while (key.find()) {
                    // A key that goes on after a quote is put together; a field's is its name.
                    if (!content.startsWith(".'", key.end()) && !content.startsWith(".\"", key.end())) {
                        keys.add(key.group());
                    }
                }
            }
        }
        keys.removeIf(key ->
                key.endsWith(".css") || key.contains("HistoryView") || key.matches("portal\\.(?:field|missing)"));
        put(keys, "portal.section.", Section.values());
        put(keys, "portal.channel.", Channel.SMS, Channel.MAIL);
        put(keys, "portal.contacts.", Channel.SMS, Channel.MAIL);
        put(keys, "portal.contacts.stop.", Channel.SMS, Channel.MAIL);
        put(keys, "portal.contacts.prove.", Channel.SMS, Channel.MAIL);
        put(keys, "portal.contacts.remove.", Channel.SMS, Channel.MAIL);
        put(keys, "portal.contacts.done.", Done.ASKED, Done.STOPPED, Done.PREFERRED);
        put(keys, "portal.code.lead.", Channel.SMS, Channel.MAIL);
        put(keys, "portal.code.other.", Channel.SMS, Channel.MAIL);
        put(keys, "portal.notice.", NoticeKind.values());
        put(keys, "portal.notices.sent.", Channel.values());
        put(keys, "portal.notices.state.", "NEW", "CLAIMED", "SENT", "DELIVERED", "FAILED", "UNKNOWN", "DEAD");
        put(keys, "portal.creation.", CreationStep.values());
        put(keys, "portal.creation.", CreationStatus.OPENED, CreationStatus.AWAITING_CHECK, CreationStatus.REFUSED);
        put(keys, "portal.creation.refused.", CreationReason.values());
        put(keys, "portal.record.status.", RecordStatus.values());
        put(keys, "portal.record.opened-by.", "ONLINE", "COUNTER", "PROFESSIONAL");
        put(keys, "portal.source.", "CNAM-HR", "DCIR");
        put(keys, "portal.pro.profession.", "10", "21", "26", "28", "40", "50", "60", "69", "70", "80");
        put(keys, "portal.pro.profession.", "91", "92", "93", "94", "95");
        put(keys, "portal.access.status.", Authorizations.Status.VALID, Authorizations.Status.EXPIRED);
        put(keys, "portal.access.status.", Authorizations.Status.FORBIDDEN);
        put(keys, "portal.document.status.", Document.Status.values());
        put(keys, "portal.document.class.", "10", "11", "31", "42", "43", "44", "45", "52", "60", "90", "95");
        put(keys, "portal.documents.shown.", Shown.ACTIVE, Shown.MASKED, Shown.ARCHIVED, Shown.OBSOLETE);
        put(keys, "portal.ground.", "ABSENT", "AUTHOR", "AUTHORIZATION", "BLOCKED", "HABILITATION");
        put(keys, "portal.ground.", "EMERGENCY", "NO_AUTHORIZATION", "RECORD_NOT_ACTIVE", "TREATING_PHYSICIAN");
        put(keys, "portal.pro.ground.", "AUTHOR", "AUTHORIZATION", "EMERGENCY", "TREATING_PHYSICIAN");
        put(keys, "portal.pro.ground.", "TREATING_RIGHTS");
        put(keys, "portal.emergency.mode.", AccessMode.BRIS_DE_GLACE, AccessMode.CENTRE_15);
        put(keys, "portal.emergency.reason.", (Object[]) EmergencyReason.values());
        put(keys, "portal.pro.refusal.", "BLOCKED", "HABILITATION", "NO_AUTHORIZATION", "RECORD_NOT_ACTIVE");
        put(keys, "portal.pro.standing.", Authorizations.Status.values());
        put(keys, "portal.pro.first.title.", "directives", "stays", "medicines");
        put(keys, "portal.pro.first.none.", "directives", "stays", "medicines");
        put(keys, "portal.pro.emergency.refused.", "BLOCKED", "HABILITATION", "RECORD_NOT_ACTIVE", "access-held");
        put(keys, "portal.pro.emergency.refused.", "emergency-objected", "too-many-requests");
        put(keys, "portal.emergencies.state.", "CONTESTED", "JUSTIFIED", "PENDING", "UNJUSTIFIED");
        put(keys, "portal.pro.standing.", "CLOSED", "TREATING");
        put(keys, "portal.pro.results.until.", "EXPIRED", "TREATING", "VALID");
        put(keys, "portal.journal.by.", (Object[]) Actor.Kind.values());
        put(keys, "portal.journal.mode.", AccessMode.BRIS_DE_GLACE, AccessMode.CENTRE_15);
        put(keys, "portal.proof.step.", (Object[]) ProofCheck.Step.values());
        put(keys, "portal.act.", LogReading.OFFERED.toArray());
        Stream.of("", "add.", "none.")
                .forEach(which -> put(keys, "portal.entries." + which, (Object[]) EntryPart.values()));
        put(keys, "portal.line.", "day", "from", "to", "official", "code", "quantity", "performer", "prescriber");
        put(keys, "portal.line.", "paid", "reimbursed", "received", "source");
        put(keys, "portal.error.", "403", "404", "4xx", "5xx", "403.text", "404.text", "4xx.text", "5xx.text");
        Stream.of("waiting", "nothing", "unknown", "filtered")
                .forEach(why -> put(keys, "portal.history.empty.", why, why + ".text"));
        Stream.concat(HomePages.RIGHTS.stream(), HomePages.TROUBLES.stream())
                .forEach(topic -> put(keys, "portal.help.", topic, topic + ".text"));
        return keys;
    }

    private static void put(Set<String> keys, String prefix, Object... names) {
        Arrays.stream(names).map(name -> prefix + name).forEach(keys::add);
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Properties bundle(String name) {
        Properties texts = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of("src/main/resources/i18n", name))) {
            texts.load(reader);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return texts;
    }
}
