package fr.dmp.access;

import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What holders are told about a professional: who it is, by name and profession, and nothing of what they saw. */
@Component
class TellingHolders {

    private final Notices notices;
    private final Professionals professionals;

    TellingHolders(Notices notices, Professionals professionals) {
        this.notices = notices;
        this.professionals = professionals;
    }

    void tell(UUID record, UUID person, NoticeKind kind, String rpps) {
        Professional professional = professionals.find(rpps).orElseThrow();
        notices.tell(
                record,
                person,
                kind,
                Map.of("professional", professional.name(), "profession", professional.profession()));
    }
}
