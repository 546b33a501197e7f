package fr.dmp.emergency;

import fr.dmp.access.Decisions;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.emergency.EmergencyBook.Case;
import fr.dmp.refusal.PlainText;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Component
@Transactional(propagation = Propagation.MANDATORY)
class TracedReviews implements EmergencyReviews {

    private static final int LONGEST = 1_000;

    private final EmergencyBook book;
    private final OwnReviews own;
    private final Decisions decisions;
    private final AuditTrail trail;
    private final Clock clock;

    TracedReviews(EmergencyBook book, OwnReviews own, Decisions decisions, AuditTrail trail, Clock clock) {
        this.book = book;
        this.own = own;
        this.decisions = decisions;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public void find(UUID access, Review finding, String words, String login) {
        String why = checked(words);
        Case reviewed = entered(access, login);
        if (finding == Review.UNJUSTIFIED) {
            book.keepFirst(reviewed.access().record(), access, login, why, now());
        } else {
            book.settle(reviewed.access().record(), access, finding, login, why, now());
        }
        write(reviewed, login, "REVIEW_EMERGENCY_ACCESS", finding);
    }

    @Override
    public void confirm(UUID access, Review finding, String words, String login) {
        String why = checked(words);
        Case reviewed = entered(access, login);
        book.settle(reviewed.access().record(), access, finding, login, why, now());
        write(reviewed, login, "CONFIRM_EMERGENCY_REVIEW", finding);
    }

    @Override
    public void followUp(UUID access, FollowUp done, String login) {
        UUID record = book.record(access).orElseThrow(Refusal::absent);
        Actor officer = new Actor(Actor.Kind.STAFF, login, null);
        decisions.enter(officer, record, now());
        own.refuse(book.find(record, access).orElseThrow(Refusal::absent), login);
        trail.write(new Act(
                record,
                officer,
                null,
                "FOLLOW_UP_EMERGENCY_ACCESS",
                access.toString(),
                AccessMode.NORMAL,
                done.name()));
    }

    private static String checked(String words) {
        List<Fault> faults = new ArrayList<>();
        String why = PlainText.of(words, LONGEST, "/words", faults);
        if (why == null) {
            faults.add(new Fault("/words", "fault.required"));
        }
        if (!faults.isEmpty() || why == null) {
            throw Refusal.invalid(faults);
        }
        return why;
    }

    private Case entered(UUID access, String login) {
        UUID record = book.record(access).orElseThrow(Refusal::absent);
        decisions.enter(new Actor(Actor.Kind.STAFF, login, null), record, now());
        Case reviewed = book.get(record, access).orElseThrow(Refusal::absent);
        own.refuse(reviewed.access(), login);
        if (book.reviewed(record, access, login)) {
            throw Refusal.conflict("reviewed-already");
        }
        return reviewed;
    }

    private void write(Case reviewed, String login, String act, Review finding) {
        trail.write(new Act(
                reviewed.access().record(),
                new Actor(Actor.Kind.STAFF, login, null),
                null,
                act,
                reviewed.access().id().toString(),
                AccessMode.NORMAL,
                finding.name()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
