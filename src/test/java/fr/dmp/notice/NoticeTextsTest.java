package fr.dmp.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** Every kind has its words in both languages, and they say nothing that they mustn't. */
class NoticeTextsTest {

    /** GSM 03.38's basic alphabet: a letter outside of it halves an SMS and doubles its price. */
    private static final String GSM =
            "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
                    + "¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final Map<String, String> FACTS = Map.of(
            "physician",
            "Anne Ni\u017c",
            "since",
            "01/03/2026",
            "professional",
            "Anne-Ægidia \u017bółw-de-la-Tour d’Œuvre ŠČ\u0141".repeat(2),
            "profession",
            "69",
            "place",
            "Hôpital d’Évry",
            "at",
            "3 mars 2026 à 03 h 12",
            "reason",
            "LIFE_THREAT",
            "recovery",
            "K7PM-3XQ4");

    private static final String LONGEST_SECRET = "XXXX-XXXX-XXXX";

    private final NoticeTexts texts = new NoticeTexts(bundle());

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void anSmsFitsIntoOne(NoticeKind kind) {
        String sms = texts.sms(kind, LONGEST_SECRET, "7K3-9QF", FACTS);
        assertThat(sms.chars().mapToObj(letter -> String.valueOf((char) letter)))
                .allMatch(GSM::contains);
        assertThat(sms).hasSizeLessThanOrEqualTo(160).contains("7K3-9QF", "3646");
    }

    /** The longest profession fits as well, and a code without a word is a professional all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"69", "80", "70", "10", "00", ""})
    void everyProfessionHasItsWord(String code) {
        Map<String, String> facts = new HashMap<>(FACTS);
        facts.put("profession", code);
        for (NoticeKind kind :
                List.of(NoticeKind.FIRST_ACCESS, NoticeKind.ACCESS_ATTESTED, NoticeKind.ACCESS_REQUESTED)) {
            assertThat(texts.sms(kind, null, "7K3-9QF", facts))
                    .hasSizeLessThanOrEqualTo(160)
                    .doesNotContain("()");
        }
        facts.put("professional", "Zoé LEFÈVRE");
        assertThat(texts.text(NoticeKind.FIRST_ACCESS, null, "7K3-9QF", facts))
                .contains("Zoé LEFÈVRE, ")
                .doesNotContain("null", "{");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Zoé LEFÈVRE | Zoé LEFEVRE",
                "François L’HÔTE | Francois L'HOTE",
                "Cœur ŒUVRE | Coeur OEUVRE",
                "Iñigo MÜLLER | Iñigo MÜLLER",
                "Ανδρέας 李 | ''",
                "{reference} $1 | reference 1"
            })
    void aNameIsWrittenAsAnSmsCan(String name, String written) {
        assertThat(GsmName.of(name).strip()).isEqualTo(written);
    }

    /** The one whom a message is about has more room, and whose name can't be written is a relative. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Zoé LEFÈVRE | Zoé LEFEVRE",
                "Marie-Antoinette DELAPORTE-DUCHAUSSOY | Marie-Antoinette DELAPORTE-DUCHAUSSOY",
                "Marie-Antoinette DE LA TOUR D’AUVERGNE-LAURAGUAIS-BRANCAS | Marie-Antoinette DE LA TOUR D'AUVERGNE-LAURAG.",
                "Camille D'ESSAI & FILS | Camille D'ESSAI FILS",
                "Ανδρέας 李 | votre proche"
            })
    void aContactIsToldOfWhomTheyKnow(String name, String written) {
        String sms = texts.sms(NoticeKind.EMERGENCY_CONTACT, name, "7K3-9QF", Map.of());
        assertThat(sms).contains("dossier médical de " + written + " ouvert").hasSizeLessThanOrEqualTo(160);
        assertThat(sms.chars().mapToObj(letter -> String.valueOf((char) letter)))
                .allMatch(GSM::contains);
        assertThat(texts.text(NoticeKind.EMERGENCY_CONTACT, name, "7K3-9QF", Map.of()))
                .contains(name);
    }

    /** Those that are told together say how many; others have no words for it. */
    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void severalAreCounted(NoticeKind kind) {
        Map<String, String> several = new HashMap<>(FACTS);
        several.put(NoticeTexts.COUNT, "99999");
        assumeThat(kind.together()).isTrue();
        assertThat(texts.sms(kind, null, "7K3-9QF", several))
                .hasSizeLessThanOrEqualTo(160)
                .contains("99999", "7K3-9QF", "3646");
        assertThat(texts.sms(kind, null, "7K3-9QF", several).chars().mapToObj(letter -> String.valueOf((char) letter)))
                .allMatch(GSM::contains);
        assertThat(texts.text(kind, null, "7K3-9QF", several)).contains("99999", "7K3-9QF", "3646");
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void nothingMedicalAndNoLink(String file) throws Exception {
        Properties bundle = properties(file);
        assertThat(bundle.values()).allSatisfy(text -> assertThat((String) text)
                .doesNotContainIgnoringCase("http")
                .doesNotContainIgnoringCase("www.")
                .doesNotContainPattern(
                        "(?i)remboursement|reimburse|médicament|medicine|analyse|résultat|ordonnance|prescription"));
    }

    static Stream<String> bundles() {
        return Stream.of("i18n/notice.properties", "i18n/notice_en.properties");
    }

    @Test
    void bothLanguagesAreComplete() throws Exception {
        assertThat(properties("i18n/notice_en.properties").keySet())
                .isEqualTo(properties("i18n/notice.properties").keySet());
        assertThat(properties("i18n/notice.properties").keySet())
                .containsAll(Stream.of(NoticeKind.values())
                        .flatMap(kind -> parts(kind).map(part -> "notice." + kind + "." + part))
                        .map(Object.class::cast)
                        .toList());
    }

    private static Stream<String> parts(NoticeKind kind) {
        Stream<String> one = Stream.of("subject", "sms", "text");
        return kind.together() ? Stream.concat(one, Stream.of("many.sms", "many.text")) : one;
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void aTextOfASecretHasItsPlaceAndNoOther(NoticeKind kind) {
        assertThat(texts.text(kind, "canari", "7K3-9QF", FACTS).contains("canari"))
                .isEqualTo(kind.secret());
    }

    @Test
    void whatIsFilledInIsNotReadAsAPlace() {
        StaticMessageSource source = new StaticMessageSource();
        source.addMessage("notice.WELCOME.text", Locale.FRENCH, "{what} {reference}");
        assertThat(new NoticeTexts(source).text(NoticeKind.WELCOME, null, "R", Map.of("what", "{reference} $1 \\")))
                .isEqualTo("{reference} $1 \\ R");
    }

    @Test
    void anEmptyPlaceIsAnError() {
        assertThatThrownBy(() -> texts.text(NoticeKind.SIGN_IN_CODE, null, "R", Map.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void naughtyStringsAreFilledInAsTheyAre() throws Exception {
        String data = System.getenv("DMP_TEST_DATA");
        assumeThat(data).as("DMP_TEST_DATA names the folder of test data").isNotNull();
        StaticMessageSource source = new StaticMessageSource();
        source.addMessage("notice.WELCOME.text", Locale.FRENCH, "<{what}>");
        NoticeTexts naughty = new NoticeTexts(source);
        List<?> strings = new ObjectMapper()
                .readValue(Path.of(data, "strings", "blns.json").toFile(), List.class);
        assertThat(strings).isNotEmpty().allSatisfy(string -> assertThat(
                        naughty.text(NoticeKind.WELCOME, null, "R", Map.of("what", (String) string)))
                .isEqualTo("<" + string + ">"));
    }

    private static ResourceBundleMessageSource bundle() {
        ResourceBundleMessageSource source = new ResourceBundleMessageSource();
        source.setBasename("i18n/notice");
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        return source;
    }

    private static Properties properties(String file) throws Exception {
        return PropertiesLoaderUtils.loadProperties(new EncodedResource(new ClassPathResource(file), "UTF-8"));
    }
}
