package fr.dmp.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import fr.dmp.audit.Actor;
import fr.dmp.signin.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

class SlipPaperTest {

    private static final Instant OPENED = Instant.parse("2026-11-23T09:05:00Z");

    private static final Credentials.Issued ISSUED =
            new Credentials.Issued("1234567897", "kiwi-9TRM-2wXq-loupe", Instant.parse("2026-12-23T09:05:00Z"));

    private static final Records.Summary RECORD = new Records.Summary(
            UUID.randomUUID(),
            UUID.randomUUID(),
            RecordStatus.ACTIVE,
            OPENED,
            "COUNTER",
            Actor.SYSTEM,
            new Records.EmergencySettings(true, false));

    private final SlipPaper paper = new SlipPaper(templates(), "https://dmp.hopital.invalid");

    @Test
    void saysWhatIsNeededAndOnOnePage() throws IOException {
        try (PDDocument slip = Loader.loadPDF(counterSlip())) {
            assertThat(slip.getNumberOfPages()).isEqualTo(1);
            assertThat(slip.getPage(0).getMediaBox().getWidth()).isCloseTo(PDRectangle.A4.getWidth(), offset(1f));
            String text = text(slip);
            assertThat(text)
                    .contains("12 34 56 78 97")
                    .contains("mot de passe initial kiwi-9TRM-2wXq-loupe")
                    .contains("Allez sur https://dmp.hopital.invalid et choisissez Se connecter")
                    .contains(
                            "Ouvert le lundi 23 novembre 2026 à 10 h 05, au guichet de l’Assurance Maladie, Agence de Lyon Part-Dieu.")
                    .contains("jusqu’au mercredi 23 décembre 2026 à 10 h 05")
                    .contains("3646")
                    .contains("du lundi au vendredi de 8 h 30 à 17 h 30")
                    .contains("consenti", "masquer", "CNIL", "Fermer", "à votre médecin traitant")
                    .contains("si vous ne pouvez pas vous exprimer : oui")
                    .contains("pendant un appel : non. Ce sont les choix faits à l’ouverture du dossier.")
                    .as("what can't be done yet")
                    .doesNotContain("se changent en ligne", "vous en voyez la liste");
        }
    }

    @Test
    void isTaggedInFrenchWithItsFontsInside() throws IOException {
        try (PDDocument slip = Loader.loadPDF(counterSlip())) {
            assertThat(slip.getDocumentCatalog().getLanguage()).isEqualTo("fr");
            assertThat(slip.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            assertThat(slip.getDocumentInformation().getTitle()).isEqualTo("Votre dossier médical partagé est ouvert");
            assertThat(StreamSupport.stream(
                            slip.getPage(0).getResources().getFontNames().spliterator(), false))
                    .isNotEmpty()
                    .allMatch(name -> embedded(slip, name));
        }
    }

    private static String text(PDDocument slip) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        return stripper.getText(slip).replaceAll("[\\s\\u00a0]+", " ");
    }

    private static boolean embedded(PDDocument slip, COSName name) {
        try {
            PDFont font = slip.getPage(0).getResources().getFont(name);
            return font.isEmbedded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] counterSlip() throws IOException {
        byte[] slip =
                paper.print(ISSUED, RECORD, "au guichet de l’Assurance Maladie, Agence de Lyon Part-Dieu", "12AB-34CD");
        Files.write(Path.of("target", "slip.pdf"), slip);
        return slip;
    }

    private static SpringTemplateEngine templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("i18n/record");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        engine.setTemplateEngineMessageSource(messages);
        return engine;
    }
}
