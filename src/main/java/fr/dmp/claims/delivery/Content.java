package fr.dmp.claims.delivery;

import java.nio.file.Path;
import java.util.UUID;

/** Takes in what a kind of delivery holds. */
public interface Content {

    DeliveryKind kind();

    /**
     * Takes a file in, within the transaction that settles the delivery.
     *
     * @return what became of its lines; it must close
     * @throws Unusable where the whole file is to be set aside
     */
    Account take(UUID delivery, Path file);
}
