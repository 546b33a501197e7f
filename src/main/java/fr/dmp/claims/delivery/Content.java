package fr.dmp.claims.delivery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/** Takes in what a kind of delivery holds. */
public interface Content {

    DeliveryKind kind();

    /**
     * Reads what must be read whole, before any transaction: a file that takes long holds nothing meanwhile.
     *
     * @param written when the file was: where nothing in it dates what it tells, this does
     * @throws java.io.UncheckedIOException where it can't be read now
     * @throws Unusable where the whole file is to be set aside
     */
    Taking read(Path file, Instant written);

    /** A file that is ready to be taken in. */
    interface Taking {

        /**
         * Takes it in, within the transaction that settles the delivery.
         *
         * @return what became of its lines; it must close
         * @throws Unusable where the whole file is to be set aside
         */
        Account take(UUID delivery);
    }
}
