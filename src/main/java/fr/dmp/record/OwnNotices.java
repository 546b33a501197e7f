package fr.dmp.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.dmp.notice.Notices;
import fr.dmp.signin.HolderSession;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was told to a holder about their record, and what became of it. */
public interface OwnNotices {

    /**
     * One page, the newest first. Decided and traced before anything is read.
     *
     * @param cursor {@link Page#next()} of the page before; absent for the beginning
     * @param limit 1 to 200
     * @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground; {@code invalid-input} for a cursor that isn't
     *     ours or another limit
     */
    Page read(HolderSession holder, @Nullable String cursor, int limit);

    /** @param next null on the last page */
    @JsonInclude
    record Page(List<Notices.Sent> items, @Nullable String next) {}
}
