package fr.dmp.portal;

import fr.dmp.access.Access;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.notice.Notices;
import fr.dmp.record.OwnRecord;
import fr.dmp.signin.HolderSession;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a holder's home shows, each reading decided and traced in the transaction that reads. */
@Component
class HomeReading {

    private static final int LATEST = 3;
    private static final int MANY = 100;

    private final OwnRecord own;
    private final Access access;
    private final Notices notices;

    HomeReading(OwnRecord own, Access access, Notices notices) {
        this.own = own;
        this.access = access;
        this.notices = notices;
    }

    /** The record's state, and what was sent last. */
    record Home(OwnRecord.View record, List<Notices.Sent> latest) {}

    @Transactional
    Home home(HolderSession holder) {
        return new Home(own.read(holder), notices(holder, LATEST));
    }

    @Transactional
    List<Notices.Sent> notices(HolderSession holder) {
        return notices(holder, MANY);
    }

    private List<Notices.Sent> notices(HolderSession holder, int limit) {
        access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.NOTICES, "READ_NOTICES");
        return notices.of(holder.record(), limit);
    }
}
