package fr.dmp.document.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;

class ReasonTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"document", "document_en"})
    void eachReasonHasItsSentence(String bundle) throws IOException {
        assertThat(texts(bundle).stringPropertyNames())
                .containsAll(Arrays.stream(Reason.values()).map(Reason::message).toList());
    }

    @Test
    void bothBundlesSayTheSame() throws IOException {
        assertThat(texts("document").keySet()).isEqualTo(texts("document_en").keySet());
    }

    /** The program finds them where it finds those of other refusals. */
    @Test
    void theyAreAmongTheProgramsMessages() throws IOException {
        assertThat(Files.readString(Path.of("src/main/resources/application.yml")))
                .contains(",i18n/document");
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("i18n/document");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        assertThat(messages.getMessage(Reason.HEIC.message(), null, Locale.FRENCH))
                .contains("le plus compatible");
    }

    private static Properties texts(String bundle) throws IOException {
        Properties texts = new Properties();
        texts.load(Files.newBufferedReader(Path.of("src/main/resources/i18n", bundle + ".properties")));
        return texts;
    }
}
