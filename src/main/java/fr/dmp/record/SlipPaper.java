package fr.dmp.record;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import fr.dmp.signin.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** The slip on A4, tagged for screen readers, its font inside: it looks the same on any printer. */
@Component
class SlipPaper {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy 'à' HH 'h' mm", Locale.FRENCH);
    private static final String FONT = "Liberation Sans";

    private final ITemplateEngine templates;
    private final String site;

    /** @param site where its holder signs in */
    SlipPaper(ITemplateEngine templates, @Value("${dmp.public-address}") String site) {
        this.templates = templates;
        this.site = site;
    }

    /** @param place where it was opened, as {@link OpeningPlaces} words it */
    byte[] print(Credentials.Issued issued, Records.Summary record, String place, String reference) {
        Context context = new Context(Locale.FRENCH);
        context.setVariable("identifier", inGroups(issued.identifier()));
        context.setVariable("password", issued.initialPassword());
        context.setVariable("until", told(issued.expiresAt()));
        context.setVariable("openedAt", told(record.openedAt()));
        context.setVariable("place", place);
        context.setVariable("emergency", record.emergency());
        context.setVariable("reference", reference);
        context.setVariable("site", site);
        return pdf(templates.process("record/slip", context));
    }

    private static String told(Instant instant) {
        return DAY_AND_TIME.format(instant.atZone(PARIS));
    }

    /** {@code 1234567890} is easier to copy as {@code 12 34 56 78 90}. */
    static String inGroups(String identifier) {
        if (!identifier.chars().allMatch(Character::isLetterOrDigit)) {
            return identifier;
        }
        return IntStream.range(0, (identifier.length() + 1) / 2)
                .mapToObj(n -> identifier.substring(2 * n, Math.min(identifier.length(), 2 * n + 2)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] pdf(String html) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            builder.useFont(() -> font("Regular"), FONT, 400, FontStyle.NORMAL, true);
            builder.useFont(() -> font("Bold"), FONT, 700, FontStyle.NORMAL, true);
            builder.useFont(() -> mono(), "Liberation Mono", 700, FontStyle.NORMAL, true);
            builder.useUnicodeLineBreaker(new FrenchLines());
            builder.usePdfUaAccessibility(true);
            builder.withHtmlContent(html, null);
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream font(String style) {
        return resource("liberation/LiberationSans-" + style + ".ttf");
    }

    private static InputStream mono() {
        return resource("liberation/LiberationMono-Bold.ttf");
    }

    private static InputStream resource(String path) {
        try {
            return new ClassPathResource(path).getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
