package fr.dmp.claims;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.access.DeclaredPhysicians;
import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.claims.ChangeFlow.Former;
import fr.dmp.claims.store.StoredTreatingChanges;
import fr.dmp.claims.store.StoredTreatingChanges.Change;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.TreatingChange;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.record.Records;
import fr.dmp.record.Records.Open;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What follows where an open record's holder has another treating physician. Who that is on which day, the directory
 * knows from the delivery's commit on, and every decision asks it: rights change at once. Here they are traced, and the
 * holder is told, each record in a transaction of its own: a delivery may change thousands, and locks no record's chain.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class TreatingChanges {

    private static final String GROUND = "DECLARED_TO_ASSURANCE_MALADIE";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    private final StoredTreatingChanges changes;
    private final Records records;
    private final Professionals professionals;
    private final AuditTrail trail;
    private final DeclaredPhysicians physicians;
    private final Notices notices;
    private final ChangeFlow flow;

    TreatingChanges(
            StoredTreatingChanges changes,
            Records records,
            Professionals professionals,
            AuditTrail trail,
            DeclaredPhysicians physicians,
            Notices notices,
            ChangeFlow flow) {
        this.changes = changes;
        this.records = records;
        this.professionals = professionals;
        this.trail = trail;
        this.physicians = physicians;
        this.notices = notices;
        this.flow = flow;
    }

    /** Begins where a record is open; elsewhere there is nobody to tell. */
    void begin(UUID delivery, List<TreatingChange> declared) {
        Map<UUID, TreatingChange> byPerson =
                declared.stream().collect(Collectors.toMap(TreatingChange::person, Function.identity()));
        List<Change> begun = records.openOfPeople(byPerson.keySet()).stream()
                .map(open -> change(delivery, open, byPerson.get(open.person())))
                .toList();
        if (!begun.isEmpty()) {
            changes.add(begun);
            begun.forEach(change -> flow.start(change.id(), change.former() == null ? Former.NONE : Former.ENDS));
        }
    }

    private static Change change(UUID delivery, Open open, TreatingChange declared) {
        return new Change(
                UuidCreator.getTimeOrderedEpoch(),
                open.record(),
                open.person(),
                declared.former().orElse(null),
                declared.rpps(),
                declared.since(),
                delivery);
    }

    /** Traces that the former one reads by this ground no longer. */
    public void endFormerRights(UUID change) {
        Change told = changes.get(change);
        Optional.ofNullable(told.former()).ifPresent(former -> trace(told, "END_TREATING_RIGHTS", former));
    }

    /** Traces who reads everything from now on; a block on them ends as a dated fact, too. */
    public void beginRights(UUID change) {
        Change told = changes.get(change);
        trace(told, "BEGIN_TREATING_RIGHTS", told.rpps());
        physicians.begin(told.record(), told.rpps());
    }

    private void trace(Change told, String act, String rpps) {
        trail.write(Act.of(told.record(), Actor.ASSURANCE_MALADIE, act, rpps, GROUND));
    }

    /** Tells the holder, and is done; of a record that was closed meanwhile nobody is told. */
    public void tellHolder(UUID change) {
        Change told = changes.get(change);
        if (!records.openAmong(List.of(told.record())).isEmpty()) {
            String name =
                    professionals.find(told.rpps()).map(Professional::name).orElseThrow();
            notices.tell(
                    told.record(),
                    told.person(),
                    NoticeKind.TREATING_PHYSICIAN_CHANGED,
                    Map.of("physician", name, "since", told.since().format(DAY)));
        }
        changes.forget(change);
    }
}
