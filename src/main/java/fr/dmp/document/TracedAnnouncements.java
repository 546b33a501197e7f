package fr.dmp.document;

import fr.dmp.audit.AuditTrail;
import fr.dmp.document.store.StoredAnnouncements;
import fr.dmp.document.store.StoredAnnouncements.Hidden;
import fr.dmp.signin.ProfessionalSession;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class TracedAnnouncements implements Announcements {

    private final StoredAnnouncements announcements;
    private final AuditTrail trail;
    private final Clock clock;

    TracedAnnouncements(StoredAnnouncements announcements, AuditTrail trail, Clock clock) {
        this.announcements = announcements;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<Announcement> of(ProfessionalSession professional) {
        List<Hidden> hidden = announcements.of(professional.professional().rpps(), clock.instant());
        Set<UUID> records = hidden.stream().map(Hidden::record).collect(Collectors.toCollection(LinkedHashSet::new));
        trail.writeAll(records, professional.actor(), "READ_WORK_LIST", null, "TREATING_PHYSICIAN");
        return hidden.stream()
                .map(one -> new Announcement(
                        one.record(),
                        one.document(),
                        one.holder(),
                        one.depositedAt(),
                        Disclosures.remindAt(one.depositedAt()),
                        Disclosures.opensAt(one.depositedAt())))
                .toList();
    }
}
