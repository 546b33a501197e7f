package fr.dmp.claims;

import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Account.Fate;
import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.insured.InsuredFile;
import fr.dmp.claims.insured.InsuredFile.Chunk;
import fr.dmp.claims.store.Deliveries;
import fr.dmp.identity.InsuredDirectory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** People whom the Assurance Maladie insures: the good lines renew the directory, the others are refused one by one. */
@Component
class InsuredDelivery implements Content {

    private final InsuredDirectory directory;
    private final Deliveries deliveries;
    private final CareWindow window;

    InsuredDelivery(InsuredDirectory directory, Deliveries deliveries, CareWindow window) {
        this.directory = directory;
        this.deliveries = deliveries;
        this.window = window;
    }

    @Override
    public DeliveryKind kind() {
        return DeliveryKind.INSURED;
    }

    /** Read line by line while it is taken in: a file of all people fits in no memory. */
    @Override
    public Taking read(Path file, Instant written) {
        return delivery -> {
            Account account = new Account();
            new InsuredFile(file, window.today()).read(chunk -> take(delivery, chunk, written, account));
            return account;
        };
    }

    /** Files overtake one another, on one node and between two: a line that a newer one has overtaken is known. */
    private void take(UUID delivery, Chunk chunk, Instant written, Account account) {
        int overtaken = directory.takeIn(chunk.people(), written);
        deliveries.refuse(delivery, chunk.faults());
        long refused = chunk.faults().stream()
                .mapToLong(fault -> fault.line())
                .distinct()
                .count();
        account.receive(chunk.received(), 0);
        account.settle(Fate.KEPT, chunk.people().size() - overtaken, 0);
        account.settle(Fate.DUPLICATE, overtaken, 0);
        account.settle(Fate.REFUSED, refused, 0);
    }
}
