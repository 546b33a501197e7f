package fr.dmp.signin;

import fr.dmp.identity.Channel;
import fr.dmp.signin.KeptChallenge.Account;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The attempts of the last days, of identifiers that nobody has too. */
public interface KeptChallenges {

    /** The attempts on one account take their turns, on all nodes, whether there is such an account or not. */
    void takeTurn(byte[] identifierDigest);

    Usage usage(Account account, Instant since);

    void add(KeptChallenge challenge, Code code);

    Optional<KeptChallenge> find(UUID id);

    /** A new code in the place of the one before; false where somebody was faster or there are no more. */
    boolean renew(KeptChallenge challenge, Code code, int resendsAllowed, Instant now);

    /**
     * Checks a code once, in one statement: of many at the same time one wins, and none is checked more often than
     * allowed.
     */
    Check check(UUID id, byte[] codeDigest, int checksAllowed, Instant nextCheckAt, Instant now);

    /**
     * The same with a passkey.
     *
     * @param signedFor the record whose passkey signed; absent where none did
     */
    Check checkPasskey(UUID id, @Nullable UUID signedFor, int checksAllowed, Instant nextCheckAt, Instant now);

    /** Forgets so many of those that nothing is counted from any more; returns how many went. */
    int forget(Instant before, int most);

    /** What an account did within the last day. */
    record Usage(int failures, int smsSent, int mailSent) {

        int sent(Channel channel) {
            return channel == Channel.SMS ? smsSent : mailSent;
        }
    }

    /**
     * A challenge's code.
     *
     * @param sent whether somebody reads it, so that it counts
     */
    record Code(byte[] digest, boolean sent) {}

    /** What became of a check. */
    enum Check {
        /** The code or passkey is right, and so was the password, which is still the same. */
        RIGHT,
        WRONG,
        /** Used, expired, out of checks or held up: it wasn't checked. */
        OVER
    }
}
