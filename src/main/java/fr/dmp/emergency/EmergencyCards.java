package fr.dmp.emergency;

import fr.dmp.signin.HolderSession;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The emergency card: it lets a professional who has signed in find the record of someone who can't say who they are. It
 * opens nothing by itself, and is the holder's to make and to revoke; one a record.
 */
public interface EmergencyCards {

    /**
     * The card that works, if there is one.
     *
     * @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground, here and in what follows
     */
    Optional<Card> read(HolderSession holder);

    /**
     * Makes a card; an earlier one is found by nobody from then on.
     *
     * @param once runs the effect, or gives the answer that it had before
     */
    Card make(HolderSession holder, Function<Supplier<Card>, Card> once);

    /** @throws fr.dmp.refusal.Refusal {@code not-found} where there is none, here and in what follows */
    Face show(HolderSession holder);

    /** The card on A4, as a PDF, to cut out. */
    byte[] print(HolderSession holder);

    void revoke(HolderSession holder);

    record Card(Instant issuedAt) {}

    /**
     * What stands on a card.
     *
     * @param name the first given name and the family name: whoever finds a person and a card must know whether they belong
     *     together
     * @param picture the QR code of the page's address, the code behind its {@code #}, which browsers send to nobody
     */
    record Face(String name, int birthYear, CardCode code, CardPicture picture, Instant issuedAt) {
        @Override
        public String toString() {
            return "Face";
        }
    }
}
