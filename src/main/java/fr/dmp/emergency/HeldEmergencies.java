package fr.dmp.emergency;

import fr.dmp.access.Access;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.emergency.EmergencyBook.Case;
import fr.dmp.emergency.EmergencyBook.Kept;
import fr.dmp.engine.WorkingDays;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.refusal.PlainText;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import fr.dmp.signin.HolderSession;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Each act in one transaction: decided and traced first. */
@Component
class HeldEmergencies implements OwnEmergencies {

    private static final int LONGEST = 1_000;

    private final Access access;
    private final EmergencyBook book;
    private final EmergencyFlow flow;
    private final Professionals professionals;
    private final EmergencyLimits settings;
    private final Clock clock;

    HeldEmergencies(
            Access access,
            EmergencyBook book,
            EmergencyFlow flow,
            Professionals professionals,
            EmergencyLimits settings,
            Clock clock) {
        this.access = access;
        this.book = book;
        this.flow = flow;
        this.professionals = professionals;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<View> list(HolderSession holder) {
        access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.ACCESS_LOG, "READ_EMERGENCY_ACCESSES");
        List<Case> all = book.of(holder.record());
        Map<String, Professional> known = professionals.findAll(
                all.stream().map(one -> one.access().professional()).distinct().toList());
        return all.stream()
                .map(one -> view(one, Optional.ofNullable(known.get(one.access().professional()))))
                .toList();
    }

    @Override
    @Transactional
    public View contest(HolderSession holder, UUID id, @Nullable String typed) {
        List<Fault> faults = new ArrayList<>();
        String words = PlainText.of(typed, LONGEST, "/words", faults);
        if (words == null) {
            faults.add(new Fault("/words", "fault.required"));
        }
        if (!faults.isEmpty() || words == null) {
            throw Refusal.invalid(faults);
        }
        access.require(
                holder.actor(),
                AccessMode.NORMAL,
                holder.record(),
                Thing.AUTHORIZATIONS,
                id,
                "CONTEST_EMERGENCY_ACCESS");
        Case contested = book.get(holder.record(), id).orElseThrow(Refusal::absent);
        if (contested.contestedAt() != null) {
            throw Refusal.conflict("emergency-contested");
        }
        if (contested.review() == Review.UNJUSTIFIED) {
            throw Refusal.conflict("emergency-unjustified");
        }
        book.contest(holder.record(), id, words, now());
        if (contested.review() == Review.JUSTIFIED) {
            Instant due = WorkingDays.after(now(), settings.reviewDays());
            book.reopen(holder.record(), id, due);
            flow.reviewAgain(holder.record(), id, TracedEmergencies.remindAt(due), due);
        } else {
            flow.contested(id);
        }
        Case kept = book.get(holder.record(), id).orElseThrow();
        return view(kept, professionals.find(kept.access().professional()));
    }

    private View view(Case one, Optional<Professional> professional) {
        Kept kept = one.access();
        boolean open = kept.open(clock.instant());
        return new View(
                kept.id(),
                kept.professional(),
                professional.map(Professional::name).orElse(""),
                professional.map(Professional::profession).orElse(""),
                professional.map(EmergencyPlace::of).orElse(null),
                kept.mode(),
                one.reason(),
                one.explanation(),
                kept.since(),
                kept.endedAt() == null ? kept.until() : kept.endedAt(),
                open,
                one.contestedAt() != null,
                one.review(),
                one.review() == Review.PENDING ? null : one.outcomeReason());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
