package fr.dmp.claims;

import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Account.Fate;
import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.nomenclature.NomenclatureFile;
import fr.dmp.claims.nomenclature.NomenclatureFile.Chunk;
import fr.dmp.claims.store.Deliveries;
import fr.dmp.reference.Nomenclature;
import fr.dmp.reference.Nomenclatures;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the codes in lines of care are called: a line that tells nothing new is known. */
@Component
class NomenclatureDelivery implements Content {

    private final Nomenclatures nomenclatures;
    private final Deliveries deliveries;

    NomenclatureDelivery(Nomenclatures nomenclatures, Deliveries deliveries) {
        this.nomenclatures = nomenclatures;
        this.deliveries = deliveries;
    }

    @Override
    public DeliveryKind kind() {
        return DeliveryKind.NOMENCLATURES;
    }

    @Override
    public Taking read(Path file, Instant written) {
        NomenclatureFile opened = NomenclatureFile.open(file);
        return delivery -> {
            Account account = new Account();
            opened.read(chunk -> take(delivery, opened.nomenclature(), chunk, written, account));
            return account;
        };
    }

    private void take(UUID delivery, Nomenclature nomenclature, Chunk chunk, Instant written, Account account) {
        int news = nomenclatures.tell(nomenclature, chunk.lines(), written);
        deliveries.refuse(delivery, chunk.faults());
        account.receive(chunk.received(), 0);
        account.settle(Fate.KEPT, news, 0);
        account.settle(Fate.DUPLICATE, chunk.lines().size() - news, 0);
        account.settle(Fate.REFUSED, chunk.faults().size(), 0);
    }
}
