package fr.dmp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {

    @ParameterizedTest
    @CsvSource({
        "Moi@Exemple.FR, moi@exemple.fr",
        "marie.o'neil+dmp@mail.exemple.fr, marie.o'neil+dmp@mail.exemple.fr",
        "a@x-y.co, a@x-y.co"
    })
    void isKeptInLowerCase(String written, String kept) {
        assertThat(MailAddress.normal(written)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "moi",
                "moi@exemple",
                "moi@@exemple.fr",
                ".moi@exemple.fr",
                "moi.@exemple.fr",
                "mo..i@exemple.fr",
                "moi@-exemple.fr",
                "moi@exemple..fr",
                "moi@exemple.fr,vous@exemple.fr",
                "Moi <moi@exemple.fr>",
                "moi @exemple.fr",
                "moi@exemple.fr\nBcc: vous@exemple.fr",
                "élodie@exemple.fr"
            })
    void anythingElseIsNone(String written) {
        assertThat(MailAddress.normal(written)).isEmpty();
    }

    @Test
    void isNoLongerThanMailAllows() {
        assertThat(MailAddress.normal("a".repeat(64) + "@exemple.fr")).isPresent();
        assertThat(MailAddress.normal("a".repeat(65) + "@exemple.fr")).isEmpty();
        assertThat(MailAddress.normal("a@" + "exemple.".repeat(32) + "fr")).isEmpty();
        assertThat(MailAddress.normal("a.".repeat(100_000) + "a@exemple.fr")).isEmpty();
        assertThat(MailAddress.normal("a@" + "a.".repeat(100_000) + "fr")).isEmpty();
    }
}
