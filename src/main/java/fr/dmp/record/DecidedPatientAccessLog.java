package fr.dmp.record;

import fr.dmp.access.Access;
import fr.dmp.access.Decision;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.audit.Traced;
import fr.dmp.record.LogPages.Asked;
import fr.dmp.record.OwnAccessLog.Filter;
import fr.dmp.record.OwnAccessLog.Page;
import fr.dmp.signin.ProfessionalSession;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class DecidedPatientAccessLog implements PatientAccessLog {

    private final Access access;
    private final LogPages pages;

    DecidedPatientAccessLog(Access access, LogPages pages) {
        this.access = access;
        this.pages = pages;
    }

    @Override
    @Transactional
    public Page read(ProfessionalSession professional, UUID record, Filter filter) {
        Actor reader = professional.actor();
        Asked asked = pages.ask(record, filter);
        Decision decision = access.require(reader, AccessMode.NORMAL, record, Thing.ACCESS_LOG, "READ_ACCESS_LOG");
        return pages.page(asked, entry -> shows(decision, reader, entry));
    }

    /**
     * What was hashed tells whose act it was; of an entry that can't be read any more nobody knows, so that only those who
     * see all do. They see what is masked, too; the others what they did themselves.
     */
    private static boolean shows(Decision decision, Actor reader, Traced entry) {
        Actor actor = entry.act().actor();
        return !decision.ownActsAlone()
                || actor.kind() == reader.kind() && actor.id().equals(reader.id());
    }
}
