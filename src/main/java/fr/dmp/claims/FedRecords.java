package fr.dmp.claims;

import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The records that a delivery of claims has fed: traced, their holders told, and what they had asked for answered. Once,
 * set-wise, and as the last thing of the transaction: from then on the chains of all these records are locked.
 */
@Component
class FedRecords {

    private final AuditTrail trail;
    private final Notices notices;
    private final HistoryRequests requests;
    private final Clock clock;

    FedRecords(AuditTrail trail, Notices notices, HistoryRequests requests, Clock clock) {
        this.trail = trail;
        this.notices = notices;
        this.requests = requests;
        this.clock = clock;
    }

    /** @param fed by record, the person; may be told in several goes, within one transaction */
    void add(UUID delivery, Map<UUID, UUID> fed) {
        TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(AtTheEnd.class::isInstance)
                .map(AtTheEnd.class::cast)
                .filter(waiting -> waiting.delivery.equals(delivery))
                .findFirst()
                .orElseGet(() -> begin(delivery))
                .fed
                .putAll(fed);
    }

    private AtTheEnd begin(UUID delivery) {
        AtTheEnd waiting = new AtTheEnd(delivery);
        TransactionSynchronizationManager.registerSynchronization(waiting);
        return waiting;
    }

    private final class AtTheEnd implements TransactionSynchronization {

        private final UUID delivery;
        private final Map<UUID, UUID> fed = new HashMap<>();

        private AtTheEnd(UUID delivery) {
            this.delivery = delivery;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (fed.isEmpty()) {
                return;
            }
            notices.tellAllOnce(fed, NoticeKind.HISTORY_ARRIVED, clock.instant().minus(Duration.ofDays(1)));
            trail.writeAll(
                    fed.keySet(),
                    Actor.ASSURANCE_MALADIE,
                    "FEED_CARE_HISTORY",
                    delivery.toString(),
                    "ASSURANCE_MALADIE");
            requests.answered(fed.keySet(), delivery);
        }
    }
}
