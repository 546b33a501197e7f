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
    public Taking read(Path file) {
        return delivery -> take(delivery, file);
    }

    private Account take(UUID delivery, Path file) {
        Account account = new Account();
        new InsuredFile(file, window.today()).read(chunk -> take(delivery, chunk, account));
        return account;
    }

    private void take(UUID delivery, Chunk chunk, Account account) {
        directory.takeIn(chunk.people());
        deliveries.refuse(delivery, chunk.faults());
        long refused = chunk.faults().stream()
                .mapToLong(fault -> fault.line())
                .distinct()
                .count();
        account.receive(chunk.received(), 0);
        account.settle(Fate.KEPT, chunk.people().size(), 0);
        account.settle(Fate.REFUSED, refused, 0);
    }
}
