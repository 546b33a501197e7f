package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.record.Entries;
import fr.dmp.record.Entries.Kept;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** All that was written down in a record, as a page shows it; read in one transaction, each list traced by itself. */
@Component
class EntryReading {

    private final Entries entries;

    EntryReading(Entries entries) {
        this.entries = entries;
    }

    /** One list. */
    record Shown(EntryPart part, List<EntryView> entries) {

        static Shown of(EntryPart part, Kept kept, Wording wording) {
            return new Shown(
                    part,
                    kept.items().stream()
                            .map(entry -> EntryView.of(entry, wording))
                            .toList());
        }
    }

    /** @throws fr.dmp.refusal.Refusal {@code access-denied} with its ground; {@code not-found} */
    @Transactional
    List<Shown> all(Actor reader, AccessMode mode, UUID record, Wording wording) {
        return Arrays.stream(EntryPart.values())
                .map(part -> Shown.of(part, entries.read(reader, mode, record, part.kind()), wording))
                .toList();
    }
}
