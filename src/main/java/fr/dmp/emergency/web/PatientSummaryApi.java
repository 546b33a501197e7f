package fr.dmp.emergency.web;

import fr.dmp.access.EmergencyModes;
import fr.dmp.emergency.PatientSummaries;
import fr.dmp.emergency.PatientSummaries.Summary;
import fr.dmp.refusal.Ids;
import fr.dmp.signin.ProfessionalSession;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What is looked for first in a record. */
@RestController
class PatientSummaryApi {

    private final PatientSummaries summaries;
    private final EmergencyModes modes;

    PatientSummaryApi(PatientSummaries summaries, EmergencyModes modes) {
        this.summaries = summaries;
        this.modes = modes;
    }

    @GetMapping(path = "/api/professional/records/{record}/summary", produces = "application/json")
    @Operation(operationId = "readPatientSummary")
    Summary read(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @RequestHeader(name = EmergencyModes.HEADER, required = false) @Nullable String emergency) {
        UUID asked = Ids.of(record);
        return summaries.read(professional.actor(), modes.of(professional, asked, emergency), asked);
    }
}
