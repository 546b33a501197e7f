package fr.dmp.access;

import fr.dmp.notice.NoticeKind;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tells a holder the first time that a professional reads their record or writes into it. */
@Component
class FirstAccesses {

    private final AccessBook book;
    private final TellingHolders holders;

    FirstAccesses(AccessBook book, TellingHolders holders) {
        this.book = book;
        this.holders = holders;
    }

    void note(UUID record, String professional, Instant at) {
        book.noteFirstAccess(record, professional, at)
                .ifPresent(holder -> holders.tell(record, holder, NoticeKind.FIRST_ACCESS, professional));
    }
}
