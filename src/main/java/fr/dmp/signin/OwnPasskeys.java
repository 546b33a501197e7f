package fr.dmp.signin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A holder's passkeys (WebAuthn): each stands in the place of the code at a sign-in, after identifier and password. Of whoever
 * acts for someone else, there is nothing here. Opens its own transactions.
 */
public interface OwnPasskeys {

    /** The newest first; traced, as every reading is. */
    List<Passkey> show(HolderSession holder);

    /**
     * What a new passkey is to sign; in the place of the offer before it.
     *
     * @throws fr.dmp.refusal.Refusal 403 {@code fresh-sign-in-required}; 409 {@code passkeys-full}; 429
     *     {@code too-many-requests} with {@code retryAfter}
     */
    Offer offer(HolderSession holder);

    /**
     * Keeps a new passkey. The holder is told by all channels.
     *
     * @throws fr.dmp.refusal.Refusal 422 {@code invalid-input} with pointer {@code /name}, {@code passkey-refused}; 410
     *     {@code passkey-offer-gone} where the offer was used, has expired or was another session's; 409
     *     {@code passkeys-full}
     */
    Passkey add(HolderSession holder, Made made);

    /**
     * Signs nobody in any more. The holder is told by all channels.
     *
     * @throws fr.dmp.refusal.Refusal 404 where it isn't one of theirs
     */
    void remove(HolderSession holder, UUID passkey);

    /** @param name as the holder calls it */
    record Passkey(UUID id, String name, Instant since, @Nullable Instant lastUsedAt) {

        @Override
        public String toString() {
            return "Passkey[" + id + "]";
        }
    }

    /**
     * What a browser needs to make one.
     *
     * @param site the relying party's id: the host name of this site
     * @param user the handle under which the device keeps it; tells nothing about the holder
     * @param algorithms COSE numbers, the preferred one first
     * @param known ids of those that the holder has, so that a device doesn't get a second one
     */
    record Offer(
            String site,
            byte[] challenge,
            byte[] user,
            List<Integer> algorithms,
            List<byte[]> known,
            Instant expiresAt) {

        @Override
        public String toString() {
            return "Offer[" + expiresAt + "]";
        }
    }

    /**
     * What the browser made.
     *
     * @param clientData the bytes of {@code clientDataJSON}
     * @param attestation the bytes of {@code attestationObject}
     */
    record Made(String name, byte[] clientData, byte[] attestation) {

        @Override
        public String toString() {
            return "Made";
        }
    }
}
