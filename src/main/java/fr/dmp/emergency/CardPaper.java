package fr.dmp.emergency;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import fr.dmp.emergency.EmergencyCards.Face;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The card on A4, in French as those who find it: the size of a bank card, with its edges to cut along. */
@Component
class CardPaper {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy", Locale.FRENCH);
    private static final String SANS = "Liberation Sans";

    /** Fine enough for printers that smooth pictures. */
    private static final int PIXELS_EACH = 12;

    private final ITemplateEngine templates;
    private final String site;

    /** @param site where its holder revokes it */
    CardPaper(ITemplateEngine templates, @Value("${dmp.public-address}") String site) {
        this.templates = templates;
        this.site = site;
    }

    byte[] print(Face face) {
        Context context = new Context(Locale.FRENCH);
        context.setVariable("name", face.name());
        context.setVariable("birthYear", String.valueOf(face.birthYear()));
        context.setVariable("code", face.code().inGroups());
        context.setVariable("day", DAY.format(face.issuedAt().atZone(PARIS)));
        context.setVariable("site", site);
        context.setVariable(
                "picture",
                "data:image/png;base64,"
                        + Base64.getEncoder().encodeToString(face.picture().png(PIXELS_EACH)));
        return pdf(templates.process("emergency/card", context));
    }

    private static byte[] pdf(String html) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.useFont(() -> font("LiberationSans-Regular"), SANS, 400, FontStyle.NORMAL, true);
            builder.useFont(() -> font("LiberationSans-Bold"), SANS, 700, FontStyle.NORMAL, true);
            builder.useFont(() -> font("LiberationMono-Bold"), "Liberation Mono", 700, FontStyle.NORMAL, true);
            builder.usePdfUaAccessibility(true);
            builder.withHtmlContent(html, null);
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream font(String name) {
        try {
            return new ClassPathResource("liberation/" + name + ".ttf").getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
