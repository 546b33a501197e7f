package fr.dmp.emergency.web;

import fr.dmp.emergency.EmergencyAccesses;
import fr.dmp.emergency.EmergencyAccesses.Opened;
import fr.dmp.emergency.EmergencyWish;
import fr.dmp.gate.Idempotency;
import fr.dmp.refusal.Ids;
import fr.dmp.signin.ProfessionalSession;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How a professional comes to read a record in an emergency. */
@RestController
@RequestMapping(path = "/api/professional/records/{record}/emergency-accesses", produces = "application/json")
class EmergencyAccessApi {

    private final EmergencyAccesses emergencies;
    private final Idempotency idempotency;

    EmergencyAccessApi(EmergencyAccesses emergencies, Idempotency idempotency) {
        this.emergencies = emergencies;
        this.idempotency = idempotency;
    }

    /** What a key stands for: the same words about another record are another thing. */
    private record Keyed(UUID record, EmergencyWish wish) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "openEmergencyAccess")
    Opened open(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @RequestBody EmergencyWish wish,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        UUID asked = Ids.of(record);
        return idempotency.answer(
                key,
                professional.actor().id(),
                new Keyed(asked, wish),
                Opened.class,
                once -> emergencies.open(professional, asked, wish, once));
    }

    @PostMapping("/{id}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "endEmergencyAccess")
    void end(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable String id) {
        emergencies.end(professional, Ids.of(record), Ids.of(id));
    }
}
