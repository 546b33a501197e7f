package fr.dmp.emergency;

import fr.dmp.emergency.EmergencyBook.Case;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What people are told of an emergency access: who, where, when and the coded reason; never the words, nor what was read. */
@Component
class EmergencyNotices {

    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("d MMMM yyyy 'à' HH 'h' mm", Locale.FRANCE)
            .withZone(ZoneId.of("Europe/Paris"));

    private final Notices notices;
    private final Professionals professionals;
    private final EmergencyBook book;

    EmergencyNotices(Notices notices, Professionals professionals, EmergencyBook book) {
        this.notices = notices;
        this.professionals = professionals;
        this.book = book;
    }

    void opened(Case one) {
        tell(one, NoticeKind.EMERGENCY_ACCESS);
    }

    void reviewed(Case one) {
        tell(one, NoticeKind.EMERGENCY_REVIEWED);
    }

    private void tell(Case one, NoticeKind kind) {
        UUID record = one.access().record();
        Professional professional =
                professionals.find(one.access().professional()).orElseThrow();
        notices.tell(
                record,
                book.holder(record),
                kind,
                Map.of(
                        "professional", professional.name(),
                        "profession", professional.profession(),
                        "place", String.join(" ", place(professional)),
                        "at", AT.format(one.access().since()),
                        "reason", one.reason().name()));
    }

    private static String place(Professional professional) {
        String where = professional.organization() == null ? professional.city() : professional.organization();
        return where == null ? "" : where;
    }
}
