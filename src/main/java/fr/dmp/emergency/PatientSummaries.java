package fr.dmp.emergency;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.CareHistory;
import fr.dmp.document.Document;
import fr.dmp.record.Entries.Entry;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is looked for first in a record, above all in an emergency. Each part is decided and traced by itself; one that is
 * refused says why in its place.
 */
public interface PatientSummaries {

    /**
     * All of it.
     *
     * @throws fr.dmp.refusal.Refusal as reading any part alone, where not a single one may be read
     */
    Summary read(Actor reader, AccessMode mode, UUID record);

    /** Directives, stays and medicines alone. */
    Essentials essentials(Actor reader, AccessMode mode, UUID record);

    /** The parts that a reader may be refused. */
    enum Part {
        ALLERGIES,
        TREATMENTS,
        CONDITIONS,
        EMERGENCY_CONTACTS,
        DIRECTIVES,
        HOSPITAL_STAYS,
        MEDICINES
    }

    /** @param ground why a part may not be read; the part is empty then */
    record Refused(Part part, String ground) {}

    /**
     * @param directives the holder's directives, then what else they want and refuse
     * @param hospitalStays the last five of twelve months
     * @param medicines of the last six months
     */
    record Summary(
            List<Entry> allergies,
            List<Entry> treatments,
            List<Entry> conditions,
            List<Entry> emergencyContacts,
            List<Document> directives,
            List<CareHistory.Line> hospitalStays,
            List<Medicine> medicines,
            List<Refused> refused) {}

    /** The same without what was written down. */
    record Essentials(
            List<Document> directives,
            List<CareHistory.Line> hospitalStays,
            List<Medicine> medicines,
            List<Refused> refused) {}

    /**
     * A medicine, once however often it was handed over.
     *
     * @param code of the line that was handed over last
     * @param lastOn when that was
     * @param times how often
     */
    record Medicine(String label, @Nullable String code, @Nullable String system, LocalDate lastOn, int times) {
        @Override
        public String toString() {
            return "Medicine";
        }
    }
}
