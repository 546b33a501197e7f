package fr.dmp.notice.route;

import fr.dmp.notice.Claimed;
import fr.dmp.notice.NoticeTexts;
import fr.dmp.notice.Outbox;
import fr.dmp.notice.Outcome;
import fr.dmp.notice.Outgoing;
import fr.dmp.notice.Retries;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The first step of every channel: the notice as it stands, if it may still be sent. */
@Component
class OpenNotice {

    private final Outbox outbox;
    private final NoticeTexts texts;
    private final Clock clock;

    OpenNotice(Outbox outbox, NoticeTexts texts, Clock clock) {
        this.outbox = outbox;
        this.texts = texts;
        this.clock = clock;
    }

    /**
     * Sends it with {@code send}.
     *
     * @return what became of it: an {@link Outcome}, or a letter's bytes; null where the claim no longer holds
     */
    @Nullable
    Object then(Claimed claimed, Function<Worded, Object> send) {
        if (claimed.attempt() > Retries.ATTEMPTS) {
            return new Outcome.GivenUp("too-often");
        }
        Optional<Worded> worded;
        try {
            worded = outbox.open(claimed).map(this::filled);
        } catch (IllegalStateException e) {
            return new Outcome.Later("unreadable");
        }
        return worded.map(sound -> tooLate(claimed, sound) ? new Outcome.GivenUp("expired") : send.apply(sound))
                .orElse(null);
    }

    /** What is already out, perhaps, is looked up even when it is late. */
    private boolean tooLate(Claimed claimed, Worded worded) {
        return !claimed.doubtful()
                && worded.notice()
                        .kind()
                        .lifetime()
                        .map(worded.notice().createdAt()::plus)
                        .filter(end -> !clock.instant().isBefore(end))
                        .isPresent();
    }

    private Worded filled(Outgoing notice) {
        return new Worded(
                notice,
                texts.subject(notice.kind(), notice.reference()),
                texts.sms(notice.kind(), notice.secret(), notice.reference(), notice.facts()),
                texts.text(notice.kind(), notice.secret(), notice.reference(), notice.facts()));
    }
}
