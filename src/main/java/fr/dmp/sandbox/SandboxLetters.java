package fr.dmp.sandbox;

import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The letters that were written, read as whoever opens the envelope reads them. */
@Component
@Profile("sandbox")
class SandboxLetters {

    private static final int SHOWN = 100;

    private final JdbcClient jdbc;
    private final InsuredDirectory people;
    private final Path folder;

    SandboxLetters(JdbcClient jdbc, InsuredDirectory people, @Value("${dmp.data}") Path data) {
        this.jdbc = jdbc;
        this.people = people;
        this.folder = data.resolve("outbox").resolve("letters");
    }

    private record Written(UUID id, Instant at, UUID person) {}

    /** Found by the person's id or by the name on the envelope ({@code Camille ESSAI}). */
    List<SandboxMessages.Message> to(@Nullable String to) {
        return jdbc
                .sql(
                        """
                        select n.id, n.sent_at, p.id as person
                        from dmp.notice n join dmp.insured_person p on p.id = cast(n.destination as uuid)
                        where n.channel = 'LETTER' and n.state in ('SENT', 'DELIVERED')
                            and (cast(:to as text) is null or n.destination = :to
                                 or p.given_names || ' ' || p.family_name = :to)
                        order by n.id desc limit :limit
                        """)
                .param("to", to, Types.VARCHAR)
                .param("limit", SHOWN)
                .query((row, n) -> new Written(
                        row.getObject("id", UUID.class),
                        row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                        row.getObject("person", UUID.class)))
                .list()
                .stream()
                .flatMap(written -> read(written).stream())
                .toList();
    }

    private Optional<SandboxMessages.Message> read(Written written) {
        Path file = folder.resolve(written.id() + ".pdf");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try (PDDocument letter = Loader.loadPDF(file.toFile())) {
            InsuredPerson person = people.get(written.person());
            return Optional.of(new SandboxMessages.Message(
                    written.id(),
                    written.at(),
                    "LETTER",
                    person.givenNames() + " " + person.familyName(),
                    letter.getDocumentInformation().getTitle(),
                    new PDFTextStripper().getText(letter)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
