package fr.dmp.emergency;

import fr.dmp.emergency.EmergencyBook.Case;
import fr.dmp.emergency.LookoutBook.Mark;
import fr.dmp.engine.WorkingDays;
import fr.dmp.gate.Sweeps;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds what stands out among the emergency accesses of late, and has reviewers look at it: the review comes sooner, and one
 * that was held for justified is reviewed again, by somebody else. Each reason is found once, so nothing is reopened twice
 * for the same.
 */
@Component
class EmergencyLookout {

    /** Over which time accesses are counted, and how recent one is that is looked at (P). */
    private static final Duration COUNTED = Duration.ofDays(90);

    private static final Duration RECENT = Duration.ofDays(30);

    private static final int AT_ONCE = 20;

    private final LookoutBook lookout;
    private final EmergencyBook book;
    private final EmergencyFlow flow;
    private final EmergencyMarks marks;
    private final Sweeps sweeps;
    private final EmergencyLimits settings;
    private final Clock clock;

    EmergencyLookout(
            LookoutBook lookout,
            EmergencyBook book,
            EmergencyFlow flow,
            EmergencyMarks marks,
            Sweeps sweeps,
            EmergencyLimits settings,
            Clock clock) {
        this.lookout = lookout;
        this.book = book;
        this.flow = flow;
        this.marks = marks;
        this.sweeps = sweeps;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "${dmp.emergency.lookout}", fixedDelayString = "${dmp.emergency.lookout}")
    void look() {
        sweeps.untilDone("emergency-lookout", this::some);
    }

    private boolean some() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Set<String> outOfLine = EmergencyPeers.outOfLine(lookout.tallies(now.minus(COUNTED), now));
        List<Mark> due = lookout.due(outOfLine, now.minus(COUNTED), now.minus(RECENT), now, AT_ONCE);
        due.forEach(mark -> mark(mark, now));
        return due.size() == AT_ONCE;
    }

    private void mark(Mark mark, Instant now) {
        UUID record = mark.record();
        marks.mark(mark, now);
        Case marked = book.get(record, mark.access()).orElseThrow();
        if (marked.review() == Review.JUSTIFIED) {
            Instant due = WorkingDays.after(now, settings.reviewDays());
            book.reopen(record, mark.access(), due);
            flow.reviewAgain(record, mark.access(), TracedEmergencies.remindAt(due), due);
        } else {
            flow.standsOut(mark.access());
        }
    }
}
