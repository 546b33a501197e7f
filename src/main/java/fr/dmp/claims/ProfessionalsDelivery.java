package fr.dmp.claims;

import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Account.Fate;
import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.professionals.ProfessionalsFile;
import fr.dmp.claims.professionals.ProfessionalsFile.Chunk;
import fr.dmp.claims.store.Deliveries;
import fr.dmp.identity.Professionals;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The directory's extract of professionals. A line whose number fails its check, or that names two numbers, is kept under
 * its identifier and counted: the directory's own examples do both.
 */
@Component
class ProfessionalsDelivery implements Content {

    private static final Logger log = LoggerFactory.getLogger(ProfessionalsDelivery.class);

    private final Professionals professionals;
    private final Deliveries deliveries;

    ProfessionalsDelivery(Professionals professionals, Deliveries deliveries) {
        this.professionals = professionals;
        this.deliveries = deliveries;
    }

    @Override
    public DeliveryKind kind() {
        return DeliveryKind.PROFESSIONALS;
    }

    /** Read line by line while it is taken in: the directory has lines by the million. */
    @Override
    public Taking read(Path file, Instant written) {
        return delivery -> {
            Taken taken = new Taken(delivery, written);
            new ProfessionalsFile(file).read(taken::add);
            taken.warn();
            return taken.account;
        };
    }

    private final class Taken {

        private final UUID delivery;
        private final Instant written;
        private final Account account = new Account();
        private long unchecked;
        private long contradictory;

        private Taken(UUID delivery, Instant written) {
            this.delivery = delivery;
            this.written = written;
        }

        private void add(Chunk chunk) {
            int overtaken = professionals.takeIn(chunk.lines(), delivery, written);
            deliveries.refuse(delivery, chunk.faults());
            account.receive(chunk.received(), 0);
            account.settle(Fate.KEPT, chunk.lines().size() - overtaken, 0);
            account.settle(Fate.DUPLICATE, overtaken, 0);
            account.settle(Fate.REFUSED, chunk.faults().size(), 0);
            unchecked += chunk.unchecked();
            contradictory += chunk.contradictory();
        }

        private void warn() {
            if (unchecked + contradictory > 0) {
                log.warn(
                        "delivery {} professionals: {} lines have a number that fails its check, {} name two numbers",
                        delivery,
                        unchecked,
                        contradictory);
            }
        }
    }
}
