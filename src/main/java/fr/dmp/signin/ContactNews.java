package fr.dmp.signin;

import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.gate.Sweeps;
import fr.dmp.identity.ContactChange;
import fr.dmp.identity.ContactChanges;
import fr.dmp.identity.ContactChanges.Entered;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Sees to it that a change of contact is entered once its time has come, and that its holder is told of each step. */
@Component
class ContactNews {

    private static final int AT_ONCE = 100;
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("dd/MM/yyyy").withZone(ZoneId.of("Europe/Paris"));

    private final ContactChanges changes;
    private final Notices notices;
    private final AuditTrail audit;
    private final Sweeps sweeps;
    private final Clock clock;

    ContactNews(ContactChanges changes, Notices notices, AuditTrail audit, Sweeps sweeps, Clock clock) {
        this.changes = changes;
        this.notices = notices;
        this.audit = audit;
        this.sweeps = sweeps;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${dmp.signin.contacts.sweep}", fixedDelayString = "${dmp.signin.contacts.sweep}")
    void sweep() {
        sweeps.untilDone("contact-changes", () -> {
            List<Entered> entered = changes.enter(clock.instant(), AT_ONCE);
            entered.forEach(this::entered);
            return entered.size() == AT_ONCE;
        });
    }

    /** Told to the contacts that count until then. */
    void asked(ContactChange change) {
        tell(change, NoticeKind.CONTACT_CHANGE_ASKED, Map.of("since", DAY.format(change.effectiveAt())));
    }

    void withdrawn(ContactChange change) {
        tell(change, NoticeKind.CONTACT_CHANGE_WITHDRAWN, Map.of());
    }

    void entered(Entered entered) {
        ContactChange change = entered.change();
        audit.write(Act.of(
                change.record(),
                Actor.SYSTEM,
                entered.done() ? "CHANGE_CONTACT_DONE" : "CHANGE_CONTACT_DONE_REFUSED",
                change.channel().name(),
                entered.done() ? "DELAY" : "LAST_CONTACT"));
        if (entered.done()) {
            tell(change, NoticeKind.CONTACT_CHANGED, Map.of());
        }
    }

    private void tell(ContactChange change, NoticeKind kind, Map<String, String> more) {
        Map<String, String> facts = new HashMap<>(more);
        facts.put("contact", change.channel() + (change.removal() ? "_AWAY" : ""));
        notices.tell(change.record(), change.person(), kind, facts);
    }
}
