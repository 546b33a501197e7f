package fr.dmp.record;

import fr.dmp.access.Access;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.notice.Notices;
import fr.dmp.notice.Notices.Sent;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The cursor is the last notice's id: ids follow time, and the statement sees this record's alone. */
@Component
class DecidedOwnNotices implements OwnNotices {

    private static final int MOST = 200;

    private final Access access;
    private final Notices notices;

    DecidedOwnNotices(Access access, Notices notices) {
        this.access = access;
        this.notices = notices;
    }

    @Override
    @Transactional
    public Page read(HolderSession holder, @Nullable String cursor, int limit) {
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid("/limit", "fault.limit");
        }
        UUID before = cursor == null ? null : place(cursor);
        access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.NOTICES, "READ_NOTICES");
        // One more than asked for tells whether there is a next page.
        List<Sent> found = notices.of(holder.record(), before, limit + 1);
        return found.size() > limit
                ? new Page(
                        List.copyOf(found.subList(0, limit)),
                        found.get(limit - 1).id().toString())
                : new Page(found, null);
    }

    private static UUID place(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException notOurs) {
            throw Refusal.invalid("/cursor", "fault.cursor");
        }
    }
}
