package fr.dmp.emergency.web;

import fr.dmp.emergency.PatientEmergencies;
import fr.dmp.emergency.PatientEmergencies.PatientEmergency;
import fr.dmp.signin.ProfessionalSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a treating physician is told of. */
@RestController
class PatientEmergenciesApi {

    private final PatientEmergencies emergencies;

    PatientEmergenciesApi(PatientEmergencies emergencies) {
        this.emergencies = emergencies;
    }

    @Schema(name = "PatientEmergencies")
    record All(List<PatientEmergency> items) {}

    @GetMapping(path = "/api/professional/patient-emergencies", produces = "application/json")
    @Operation(operationId = "listPatientEmergencies")
    All list(@AuthenticationPrincipal ProfessionalSession physician) {
        return new All(emergencies.of(physician));
    }
}
