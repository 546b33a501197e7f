package fr.dmp.notice.route;

import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.notice.Claimed;
import fr.dmp.notice.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes a notice as a letter: an A4 page whose address shows in the window of a French envelope. */
@Component("writeLetter")
class WriteLetter {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private static final Pattern NO_XML =
            Pattern.compile("[^\\t\\n\\r\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    /** The address stands 10.5 cm from the left and 5 cm from the top: a DL envelope's window on the right. */
    private static final String PAGE =
            """
            <html lang="fr"><head><title>%1$s</title><style>
            @page { size: A4; margin: 20mm }
            body { font-family: 'Letter'; font-size: 11pt; line-height: 1.45 }
            .from { position: absolute; top: 0; left: 0 }
            .to { position: absolute; top: 30mm; left: 85mm; width: 85mm; line-height: 1.3 }
            .words { margin-top: 80mm }
            .place { text-align: right }
            .subject { font-size: 12pt; margin: 8mm 0 }
            p { margin: 0 0 4mm }
            </style></head><body>
            <div class="from">%2$s</div><div class="to">%3$s</div>
            <div class="words"><p class="place">%4$s</p><p class="subject">%1$s</p>%5$s</div>
            </body></html>
            """;

    private final OpenNotice open;
    private final InsuredDirectory people;
    private final MessageSource messages;
    private final String site;
    private final Clock clock;

    WriteLetter(
            OpenNotice open,
            InsuredDirectory people,
            MessageSource messages,
            @Value("${dmp.public-address}") String site,
            Clock clock) {
        this.open = open;
        this.people = people;
        this.messages = messages;
        this.site = site;
        this.clock = clock;
    }

    /**
     * The letter's PDF, or why there is none: without a whole address nobody could deliver it. It may be written twice
     * under the same name, so a doubtful one is simply written again.
     */
    @Nullable
    public Object carry(@Body Claimed claimed) {
        return open.then(claimed, this::written);
    }

    private Object written(Worded worded) {
        InsuredPerson person = people.get(UUID.fromString(worded.notice().destination()));
        return person.address().complete() ? pdf(page(worded, person)) : new Outcome.Refused("no-address");
    }

    private String page(Worded worded, InsuredPerson person) {
        InsuredPerson.Address address = person.address();
        String to = lines(Stream.of(
                person.givenNames() + " " + person.familyName(),
                address.line1(),
                address.line2(),
                address.postcode() + " " + address.city()));
        String date = LocalDate.ofInstant(clock.instant(), PARIS)
                .format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.FRENCH));
        return PAGE.formatted(
                escaped(worded.subject()),
                lines(Stream.of(message("closing"), message("site").replace("{address}", site))),
                to,
                escaped(message("place").replace("{date}", date)),
                Arrays.stream(worded.text().split("\n\n"))
                        .map(paragraph -> "<p>" + escaped(paragraph) + "</p>")
                        .collect(Collectors.joining()));
    }

    private String message(String key) {
        return messages.getMessage("notice.letter." + key, null, Locale.FRENCH);
    }

    private static String lines(Stream<@Nullable String> lines) {
        return lines.filter(Objects::nonNull)
                .filter(line -> !line.isBlank())
                .map(WriteLetter::escaped)
                .collect(Collectors.joining("<br/>"));
    }

    /** What no XML may hold is left out, or one such letter in a name would keep the paper from being written. */
    private static String escaped(String text) {
        return NO_XML.matcher(text)
                .replaceAll("")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static byte[] pdf(String page) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            new PdfRendererBuilder()
                    .useFont(WriteLetter::font, "Letter")
                    .withHtmlContent(page, null)
                    .toStream(out)
                    .run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Comes with PDFBox, and has every letter of European names. */
    private static InputStream font() {
        return Objects.requireNonNull(
                PDDocument.class.getResourceAsStream("/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf"));
    }
}
