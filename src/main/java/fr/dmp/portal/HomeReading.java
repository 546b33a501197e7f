package fr.dmp.portal;

import fr.dmp.notice.Notices;
import fr.dmp.record.OwnNotices;
import fr.dmp.record.OwnRecord;
import fr.dmp.signin.HolderSession;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a holder's home shows, read in one transaction. */
@Component
class HomeReading {

    private static final int LATEST = 3;

    private final OwnRecord own;
    private final OwnNotices notices;

    HomeReading(OwnRecord own, OwnNotices notices) {
        this.own = own;
        this.notices = notices;
    }

    /** The record's state, and what was sent last. */
    record Home(OwnRecord.View record, List<Notices.Sent> latest) {}

    @Transactional
    Home home(HolderSession holder) {
        return new Home(own.read(holder), notices.read(holder, null, LATEST).items());
    }
}
