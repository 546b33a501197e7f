package fr.dmp.record;

import fr.dmp.audit.Act;
import fr.dmp.audit.Actor;
import fr.dmp.audit.AuditTrail;
import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.notice.Undelivered;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.Credentials;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * A record whose initial password reached nobody is open, and nobody can enter. The password was erased when it left, so
 * another one is made; it goes by letter to the address on file (P).
 */
@Component
class PasswordLetters implements Undelivered {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordLetters.class);

    private final PasswordsDue due;
    private final Records records;
    private final InsuredDirectory directory;
    private final Credentials credentials;
    private final Notices notices;
    private final AuditTrail trail;
    private final TransactionOperations transactions;

    PasswordLetters(
            PasswordsDue due,
            Records records,
            InsuredDirectory directory,
            Credentials credentials,
            Notices notices,
            AuditTrail trail,
            TransactionOperations transactions) {
        this.due = due;
        this.records = records;
        this.directory = directory;
        this.credentials = credentials;
        this.notices = notices;
        this.trail = trail;
        this.transactions = transactions;
    }

    /** It is only noted: where no password can be made just now, the provider's report must count all the same. */
    @Override
    public void initialPassword(UUID record) {
        due.add(record);
    }

    @Scheduled(initialDelayString = "PT5S", fixedDelayString = "PT5S")
    void write() {
        due.first().forEach(this::write);
    }

    /** Whatever goes wrong, it stays due, and the next ones don't wait for it. */
    private void write(UUID record) {
        try {
            transactions.executeWithoutResult(transaction -> {
                if (due.take(record)) {
                    records.find(record)
                            .filter(found -> found.status() == RecordStatus.ACTIVE)
                            .ifPresent(this::sendAnother);
                }
            });
        } catch (Refusal refused) {
            if (refused.slug().equals("password-chosen")) {
                due.take(record);
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "Another initial password of record {} stays due: {}",
                    record,
                    e.getClass().getName());
        }
    }

    /** Without an address the password that is on its way to nobody stays: only the 3646 can help then. */
    private void sendAnother(Records.Summary record) {
        if (!directory.get(record.person()).address().complete()) {
            trail.write(Act.of(record.record(), Actor.SYSTEM, "PASSWORD_UNDELIVERABLE", null, "NO_POSTAL_ADDRESS"));
            return;
        }
        String password = credentials.renew(record.record()).initialPassword();
        notices.sendSecret(
                record.record(),
                NoticeKind.INITIAL_PASSWORD,
                Channel.LETTER,
                record.person().toString(),
                password);
        trail.write(Act.of(record.record(), Actor.SYSTEM, "RENEW_PASSWORD", null, "MESSAGE_UNDELIVERED"));
    }
}
