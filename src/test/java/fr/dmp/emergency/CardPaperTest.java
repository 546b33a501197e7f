package fr.dmp.emergency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import fr.dmp.emergency.EmergencyCards.Face;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

class CardPaperTest {

    private static final String SITE = "https://dossier-medical-partage.hopital.invalid";

    private final CardPaper paper = new CardPaper(templates(), SITE);
    private final CardCode code = CardCode.random(new SecureRandom());
    private final String address = SITE + "/pro/carte#" + code.value();

    private Face face(String name) {
        return new Face(name, 1979, code, CardPicture.of(address), Instant.parse("2026-11-28T09:05:00Z"));
    }

    private byte[] printed(String name) throws IOException {
        byte[] pdf = paper.print(face(name));
        Files.write(Path.of("target", "carte-urgence.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage seen = new PDFRenderer(document).renderImageWithDPI(0, 200);
            ImageIO.write(
                    seen, "png", Path.of("target", name.length() + "-carte.png").toFile());
        }
        return pdf;
    }

    @Test
    void saysWhoseItIsAndWhatToDoAndNoMore() throws IOException {
        try (PDDocument document = Loader.loadPDF(printed("Élise LE GŒFF"))) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isCloseTo(PDRectangle.A4.getWidth(), offset(1f));
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("fr");
            assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
            String text = new PDFTextStripper().getText(document).replaceAll("[\\s\\u00a0]+", " ");
            assertThat(text)
                    .contains("Élise LE GŒFF", "Année de naissance : 1979", "faite le 28/11/2026")
                    .contains("Professionnel de santé : scannez ce code et connectez- vous.")
                    .contains(code.inGroups(), "À saisir sur " + SITE.replace("https://", "") + "/pro/carte", "3646");
        }
    }

    /** A screen's resolution, a fax's, a printer's. */
    @ParameterizedTest
    @ValueSource(ints = {96, 150, 300})
    void itsCodeIsReadFromThePaper(int dpi) throws IOException {
        assertThat(QrReader.ofPdf(printed("Élise LE GŒFF"), dpi)).isEqualTo(address);
    }

    @Test
    void aLongNameLeavesTheRestInItsPlace() throws IOException {
        byte[] pdf = printed("Marie-Antoinette-Joséphine DE LA ROCHEFOUCAULD-MONTMORENCY");
        assertThat(QrReader.ofPdf(pdf, 150)).isEqualTo(address);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document)).contains(code.inGroups(), "1979", "MONTMORENCY");
        }
    }

    @Test
    void aCardThatIsWornIsStillRead() throws IOException {
        BufferedImage worn =
                ImageIO.read(new ByteArrayInputStream(CardPicture.of(address).png(8)));
        Graphics2D scratch = worn.createGraphics();
        scratch.setColor(Color.WHITE);
        int side = worn.getWidth();
        scratch.fillRect(side / 2, side / 2, side / 5, side / 5);
        assertThat(QrReader.of(worn)).contains(address);
    }

    /** The page's picture, drawn from its path alone. */
    @Test
    void thePathDrawsTheSameCode() {
        CardPicture picture = CardPicture.of(address);
        BufferedImage drawn = new BufferedImage(picture.size() * 5, picture.size() * 5, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = drawn.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, drawn.getWidth(), drawn.getHeight());
        pen.setColor(Color.BLACK);
        Matcher run = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z").matcher(picture.path());
        int read = 0;
        while (run.find()) {
            pen.fillRect(part(run, 1), part(run, 2), part(run, 3), 5);
            read += run.group().length();
        }
        assertThat(read).as("the whole path").isEqualTo(picture.path().length());
        assertThat(QrReader.of(drawn)).contains(address);
    }

    private static int part(Matcher run, int group) {
        return 5 * Integer.parseInt(run.group(group));
    }

    private static SpringTemplateEngine templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setCharacterEncoding("UTF-8");
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasename("i18n/card");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        engine.setTemplateEngineMessageSource(messages);
        return engine;
    }
}
