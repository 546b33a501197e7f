package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import me.gosimple.nbvcxz.Nbvcxz;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

    private static final String IDENTIFIER = "1234567897";

    @ParameterizedTest
    @CsvSource({
        "court, fault.password-short",
        "elevencha7x, fault.password-short",
        "password1234, fault.password-common",
        "P@ssw0rd1234, fault.password-common",
        "motdepasse2024, fault.password-common",
        "Motdepasse123!, fault.password-common",
        "azertyuiop123, fault.password-common",
        "azertyazerty, fault.password-common",
        "qwertyuiop12, fault.password-common",
        "aaaaaaaaaaaa, fault.password-common",
        "abcabcabcabc, fault.password-common",
        "012345678901, fault.password-common",
        "Soleil2024!!, fault.password-common",
        "bonjourbonjour, fault.password-common",
        "assurancemaladie, fault.password-common",
        "dossiermedical, fault.password-common",
        "Doctolib2025!, fault.password-common",
        "Marie-Claire1962, fault.password-common",
        "mon code 1234567897, fault.password-identifier",
        "mon code 12 34 56 78 97 à moi, fault.password-identifier"
    })
    void whatIsWrongIsNamed(String password, String fault) {
        assertThat(PasswordRules.fault(password, IDENTIFIER)).contains(fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x7Kq-93mP-zzQ2",
                "le petit chat boit du lait",
                "cheval agrafe pile correct",
                "J'aime les tartes aux pommes",
                "vélo bleu sous la pluie",
                "пароль который длинный",
                "🐈🐕🐎🐖🐏🐓🦆🦉🦔🐝🐞🦋"
            })
    void noCompositionIsAskedFor(String password) {
        assertThat(PasswordRules.fault(password, IDENTIFIER)).isEmpty();
    }

    @Test
    void lengthIsCountedInCharactersAsPeopleSeeThem() {
        assertThat(PasswordRules.fault("🐈🐕🐎🐖🐏🐓🦆🦉🦔🐝🐞", IDENTIFIER)).contains("fault.password-short");
        assertThat(PasswordRules.fault("ée".repeat(1) + "x7Kq93mP", IDENTIFIER)).contains("fault.password-short");
        String sentence = "une phrase assez longue pour que personne ne la devine jamais ";
        assertThat(PasswordRules.fault(sentence.repeat(3).substring(0, 128), IDENTIFIER))
                .isEmpty();
        assertThat(PasswordRules.fault(sentence.repeat(3).substring(0, 129), IDENTIFIER))
                .contains("fault.password-long");
    }

    @Test
    void theSameLettersTypedOtherwiseAreTheSamePassword() {
        assertThat(PasswordHashes.normal("e\u0301te\u0301")).isEqualTo("été");
    }

    /** The list is in order of frequency; most of it is too short, so each is also tried with what people add to it. */
    @Test
    void theTwentyThousandCommonestAreRefused() {
        List<String> commonest = commonest();
        assertThat(commonest).hasSize(20_000);
        assertThat(commonest.stream().filter(this::accepted)).isEmpty();
    }

    @Test
    void theirUsualVariationsAreRefused() {
        Stream<String> variations = commonest().stream()
                .limit(400)
                .flatMap(word -> Stream.of(
                        padded(word, "123456789012"),
                        word + word + word + word,
                        Character.toUpperCase(word.charAt(0)) + padded(word.substring(1), "1234567890!!")));
        assertThat(variations.filter(this::accepted)).isEmpty();
    }

    private boolean accepted(String password) {
        return PasswordRules.fault(password, IDENTIFIER).isEmpty();
    }

    private static String padded(String word, String with) {
        return word + with.substring(0, Math.max(1, 12 - word.length()));
    }

    private static List<String> commonest() {
        try (BufferedReader list = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Nbvcxz.class.getResourceAsStream("/dictionaries/passwords.txt")),
                StandardCharsets.UTF_8))) {
            return list.lines().limit(20_000).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
