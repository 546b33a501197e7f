package fr.dmp.claims;

import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.delivery.DeliveryKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** What comes as claims: a ZIP of DCIR tables, or one CNAM-HR document. Its first bytes tell which, not its name. */
@Component
class ClaimsContent implements Content {

    private final ClaimsDelivery tables;
    private final CareDelivery document;

    ClaimsContent(ClaimsDelivery tables, CareDelivery document) {
        this.tables = tables;
        this.document = document;
    }

    @Override
    public DeliveryKind kind() {
        return DeliveryKind.CLAIMS;
    }

    /** Both are dated by themselves. */
    @Override
    public Taking read(Path file, Instant written) {
        return isZip(file) ? tables.read(file) : document.read(file);
    }

    private static boolean isZip(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return content.read() == 'P' && content.read() == 'K';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
