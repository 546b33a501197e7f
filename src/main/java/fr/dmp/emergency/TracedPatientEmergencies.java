package fr.dmp.emergency;

import fr.dmp.audit.AuditTrail;
import fr.dmp.emergency.EmergencyBook.OfPatient;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.signin.ProfessionalSession;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class TracedPatientEmergencies implements PatientEmergencies {

    private final EmergencyBook book;
    private final Professionals professionals;
    private final AuditTrail trail;
    private final Clock clock;

    TracedPatientEmergencies(EmergencyBook book, Professionals professionals, AuditTrail trail, Clock clock) {
        this.book = book;
        this.professionals = professionals;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    @Transactional
    public List<PatientEmergency> of(ProfessionalSession physician) {
        Instant now = clock.instant();
        List<OfPatient> all = book.ofPatients(physician.professional().rpps(), now.minus(LISTED), now);
        trail.writeAll(
                all.stream().map(one -> one.access().record()).collect(Collectors.toCollection(LinkedHashSet::new)),
                physician.actor(),
                "READ_PATIENT_EMERGENCIES",
                null,
                "TREATING_PHYSICIAN");
        Map<String, Professional> known = professionals.findAll(
                all.stream().map(one -> one.access().professional()).distinct().toList());
        return all.stream().map(one -> view(one, known)).toList();
    }

    private static PatientEmergency view(OfPatient one, Map<String, Professional> known) {
        Optional<Professional> professional =
                Optional.ofNullable(known.get(one.access().professional()));
        return new PatientEmergency(
                one.access().record(),
                one.access().id(),
                one.holder(),
                one.access().professional(),
                professional.map(Professional::name).orElse(""),
                professional.map(Professional::profession).orElse(""),
                professional.map(EmergencyPlace::of).orElse(null),
                one.access().mode(),
                one.reason(),
                one.access().since(),
                one.access().until());
    }
}
