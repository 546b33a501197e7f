package fr.dmp.notice;

import fr.dmp.identity.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outbox. What is told is written in the transaction of what it tells about, and leaves afterwards; nothing here
 * calls the network. Every method must be called within a transaction.
 */
public interface Notices {

    /**
     * Tells a person by the channel they prefer among their contact points, by letter where there is none; should that
     * channel fail, the other one is used. An SMS that can wait leaves in the morning. A notice of a kind that is told
     * {@link NoticeKind#together()} waits for others of its kind about that record: one message then tells of them all,
     * and says how many; what differs in their facts stands in it side by side. One of a kind that goes
     * {@link NoticeKind#everywhere()} goes to each of their contact points at once.
     *
     * @param record whose notices it is listed under
     * @param facts what fills the text besides the secret; never medical, nor personal beyond a professional's name
     * @return the notice's id
     * @throws IllegalArgumentException for a kind that carries a secret, or a fact with a line break
     */
    UUID tell(UUID record, UUID person, NoticeKind kind, Map<String, String> facts);

    /**
     * Tells a professional by mail.
     *
     * @param record whose notices it is listed under
     * @param mail their address, in lower case
     * @throws IllegalArgumentException as {@link #tell}, and for a wrong address
     */
    UUID tellProfessional(UUID record, String mail, NoticeKind kind, Map<String, String> facts);

    /** The same at most once between {@code since} and now for that record and kind. */
    void tellOnce(UUID record, UUID person, NoticeKind kind, Map<String, String> facts, Instant since);

    /**
     * The same to many at once, set-wise.
     *
     * @param people whom to tell, by record
     * @throws IllegalArgumentException for a kind that carries a secret, or that is told together
     */
    void tellAllOnce(Map<UUID, UUID> people, NoticeKind kind, Instant since);

    /**
     * Sends a secret to one contact and no other: a code, a password, somebody's name must not turn up elsewhere.
     *
     * @param record absent as long as there is none
     * @param destination E.164, a mail address, or the person's id for a letter
     * @throws fr.dmp.refusal.Refusal {@code channel-unavailable} where the channel isn't set up
     * @throws IllegalArgumentException for a number outside of France, a wrong address, a line break
     */
    default UUID sendSecret(
            @Nullable UUID record, NoticeKind kind, Channel channel, String destination, String secret) {
        return sendSecret(record, kind, channel, destination, secret, Map.of());
    }

    /**
     * The same with what else fills the text.
     *
     * @param facts never secret, as in {@link #tell}
     */
    UUID sendSecret(
            @Nullable UUID record,
            NoticeKind kind,
            Channel channel,
            String destination,
            String secret,
            Map<String, String> facts);

    /**
     * Whether that channel is set up in this installation: without an SMS account, no SMS is offered nor sent. Needs no
     * transaction.
     */
    boolean carries(Channel channel);

    /**
     * What was sent about a record, the newest first.
     *
     * @param before only what is older than this notice; absent for the beginning
     */
    List<Sent> of(UUID record, @Nullable UUID before, int limit);

    /**
     * A notice as the holder sees it.
     *
     * @param destination masked; empty for a letter
     * @param state of the message that tells of it: NEW, CLAIMED, SENT, DELIVERED, FAILED, UNKNOWN or DEAD
     */
    record Sent(
            UUID id,
            Instant at,
            NoticeKind kind,
            Channel channel,
            String destination,
            String state,
            @Nullable Instant deliveredAt) {

        @Override
        public String toString() {
            return "Sent[" + id + " " + state + "]";
        }
    }
}
