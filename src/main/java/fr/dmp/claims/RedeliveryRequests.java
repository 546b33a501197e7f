package fr.dmp.claims;

import fr.dmp.claims.store.RedeliveryFiles;
import fr.dmp.claims.store.StoredReviews;
import fr.dmp.claims.store.StoredReviews.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks the Assurance Maladie for deliveries again: a file each, by the digest of what it sent, for its names may hold
 * anything. The file is whole before its request counts as written; a crash between the two writes the same one again.
 */
@Component
public class RedeliveryRequests {

    private static final Logger LOG = LoggerFactory.getLogger(RedeliveryRequests.class);
    private static final int AT_ONCE = 100;

    private final StoredReviews reviews;
    private final RedeliveryFiles files;

    RedeliveryRequests(StoredReviews reviews, RedeliveryFiles files) {
        this.reviews = reviews;
        this.files = files;
    }

    /** Writes what waits; @throws UncheckedIOException where the folder can't be written to: it goes on waiting. */
    @Transactional
    public void write() {
        List<Request> waiting = reviews.requests(AT_ONCE);
        if (waiting.isEmpty()) {
            return;
        }
        waiting.forEach(this::write);
        reviews.written(waiting.stream().map(Request::delivery).toList());
        LOG.info("{} deliveries are asked for again", waiting.size());
    }

    private void write(Request request) {
        String line = "%s;%s;%s;%s;%s\n"
                .formatted(
                        request.delivery(),
                        request.kind(),
                        HexFormat.of().formatHex(request.sha256()),
                        request.receivedAt().toInstant(),
                        request.reason());
        try {
            files.write(request.delivery(), "delivery;kind;sha256;received_at;reason\n" + line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
