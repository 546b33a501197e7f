package fr.dmp.signin;

import fr.dmp.identity.Channel;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.refusal.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The outbox, watched: what was written in it and stayed, with the code in clear. */
final class SentCodes implements Notices {

    private final Notices outbox;
    private final JdbcClient jdbc;
    private final List<Code> written = new ArrayList<>();
    private final Set<Channel> withheld = EnumSet.noneOf(Channel.class);

    SentCodes(Notices outbox, JdbcClient jdbc) {
        this.outbox = outbox;
        this.jdbc = jdbc;
    }

    /** As in an installation that has no account for this channel. */
    void withhold(Channel channel) {
        withheld.add(channel);
    }

    record Code(UUID notice, @Nullable UUID record, Channel channel, String destination, String code) {}

    /** The codes that were really sent, the oldest first: what was written and undone isn't there. */
    synchronized List<Code> to(UUID record) {
        return written.stream()
                .filter(code -> record.equals(code.record()))
                .filter(code -> jdbc.sql("select exists (select from dmp.notice where id = ?)")
                        .param(code.notice())
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    String last(UUID record) {
        List<Code> sent = to(record);
        return sent.get(sent.size() - 1).code();
    }

    @Override
    public UUID sendSecret(
            @Nullable UUID record,
            NoticeKind kind,
            Channel channel,
            String destination,
            String secret,
            Map<String, String> facts) {
        if (withheld.contains(channel)) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "channel-unavailable");
        }
        UUID id = outbox.sendSecret(record, kind, channel, destination, secret, facts);
        synchronized (this) {
            written.add(new Code(id, record, channel, destination, secret));
        }
        return id;
    }

    @Override
    public UUID tellProfessional(UUID record, String mail, NoticeKind kind, Map<String, String> facts) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UUID tell(UUID record, UUID person, NoticeKind kind, Map<String, String> facts) {
        return outbox.tell(record, person, kind, facts);
    }

    @Override
    public void tellOnce(UUID record, UUID person, NoticeKind kind, Map<String, String> facts, Instant since) {
        outbox.tellOnce(record, person, kind, facts, since);
    }

    @Override
    public void tellAllOnce(Map<UUID, UUID> people, NoticeKind kind, Instant since) {
        outbox.tellAllOnce(people, kind, since);
    }

    @Override
    public boolean carries(Channel channel) {
        return !withheld.contains(channel) && outbox.carries(channel);
    }

    @Override
    public List<Sent> of(UUID record, UUID before, int limit) {
        return outbox.of(record, before, limit);
    }
}
