package fr.dmp.claims;

import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Account.Fate;
import fr.dmp.claims.delivery.Content;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.delivery.Refused;
import fr.dmp.claims.store.Deliveries;
import fr.dmp.claims.treating.TreatingLine;
import fr.dmp.claims.treating.TreatingPhysiciansFile;
import fr.dmp.claims.treating.TreatingPhysiciansFile.Chunk;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.Nir;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Declaration;
import fr.dmp.identity.Professionals.Declared;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Treating physicians as they were declared: what changes nothing is known, and where a record is open, a change of
 * physician begins.
 */
@Component
class TreatingPhysiciansDelivery implements Content {

    /** Of the professions, those who may treat as one: doctors alone. */
    private static final String DOCTOR = "10";

    private final InsuredDirectory directory;
    private final Professionals professionals;
    private final TreatingChanges changes;
    private final Deliveries deliveries;
    private final CareWindow window;

    TreatingPhysiciansDelivery(
            InsuredDirectory directory,
            Professionals professionals,
            TreatingChanges changes,
            Deliveries deliveries,
            CareWindow window) {
        this.directory = directory;
        this.professionals = professionals;
        this.changes = changes;
        this.deliveries = deliveries;
        this.window = window;
    }

    @Override
    public DeliveryKind kind() {
        return DeliveryKind.TREATING_PHYSICIANS;
    }

    @Override
    public Taking read(Path file, Instant written) {
        return delivery -> {
            Account account = new Account();
            new TreatingPhysiciansFile(file, window.today()).read(chunk -> take(delivery, chunk, written, account));
            return account;
        };
    }

    private void take(UUID delivery, Chunk chunk, Instant written, Account account) {
        List<Refused> faults = new ArrayList<>(chunk.faults());
        List<Declaration> declarations = known(chunk.lines(), faults);
        Declared declared = professionals.declareTreating(declarations, written);
        changes.begin(delivery, declared.changes());
        deliveries.refuse(delivery, faults);
        account.receive(chunk.received(), 0);
        account.settle(Fate.KEPT, declared.effective(), 0);
        account.settle(Fate.DUPLICATE, declarations.size() - declared.effective(), 0);
        account.settle(Fate.REFUSED, faults.size(), 0);
    }

    private List<Declaration> known(List<TreatingLine> lines, List<Refused> faults) {
        Map<Nir, UUID> people =
                directory.ids(lines.stream().map(TreatingLine::nir).toList());
        Map<String, Professional> physicians =
                professionals.findAll(lines.stream().map(TreatingLine::rpps).toList());
        List<Declaration> known = new ArrayList<>();
        for (TreatingLine line : lines) {
            UUID person = people.get(line.nir());
            Professional physician = physicians.get(line.rpps());
            if (person == null) {
                faults.add(line.refused(TreatingPhysiciansFile.NIR, "unknown-person"));
            } else if (physician == null) {
                faults.add(line.refused(TreatingPhysiciansFile.RPPS, "unknown-rpps"));
            } else if (!physician.profession().equals(DOCTOR)) {
                faults.add(line.refused(TreatingPhysiciansFile.RPPS, "not-a-doctor"));
            } else {
                known.add(new Declaration(person, line.rpps(), line.since()));
            }
        }
        return known;
    }
}
