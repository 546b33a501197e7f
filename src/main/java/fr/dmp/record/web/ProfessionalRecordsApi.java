package fr.dmp.record.web;

import fr.dmp.gate.Idempotency;
import fr.dmp.record.Application;
import fr.dmp.record.CreationReason;
import fr.dmp.record.CreationStatus;
import fr.dmp.record.Creations;
import fr.dmp.record.Slip;
import fr.dmp.record.Slips;
import fr.dmp.refusal.Ids;
import fr.dmp.signin.ProfessionalSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A record opened by a professional for the person before them. */
@RestController
@RequestMapping("/api/professional")
class ProfessionalRecordsApi {

    private final Creations creations;
    private final Slips slips;
    private final Idempotency idempotency;

    ProfessionalRecordsApi(Creations creations, Slips slips, Idempotency idempotency) {
        this.creations = creations;
        this.slips = slips;
        this.idempotency = idempotency;
    }

    /** At once: the record, and where its slip can be fetched once. */
    @Schema(name = "OpenedRecord")
    record Opened(UUID record, @Nullable UUID slip, @Nullable Instant slipExpiresAt) {}

    /** Another slip, in the place of one that got lost. */
    @Schema(name = "RenewedSlip")
    record Renewed(UUID slip, Instant slipExpiresAt) {}

    /** Later: what the caseworkers' check comes to. */
    @Schema(name = "PendingCreation")
    record Pending(UUID creation, CreationStatus status, @Nullable UUID record, @Nullable CreationReason reason) {}

    @PostMapping("/records")
    @Operation(operationId = "openRecord")
    @ApiResponse(
            responseCode = "201",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Opened.class)))
    @ApiResponse(
            responseCode = "202",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Pending.class)))
    ResponseEntity<?> open(
            @AuthenticationPrincipal ProfessionalSession professional,
            @RequestBody Application application,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        Creations.Outcome outcome = idempotency.answer(
                key,
                professional.actor().id(),
                application,
                Creations.Outcome.class,
                once -> creations.openFor(professional, application, once));
        return outcome.status() == CreationStatus.OPENED
                ? ResponseEntity.status(HttpStatus.CREATED)
                        .body(new Opened(outcome.record(), outcome.slip(), outcome.slipExpiresAt()))
                : ResponseEntity.accepted()
                        .location(URI.create("/api/professional/creations/" + outcome.creation()))
                        .body(pending(outcome));
    }

    @GetMapping("/creations/{id}")
    @Operation(operationId = "followOpening")
    Pending progress(@AuthenticationPrincipal ProfessionalSession professional, @PathVariable String id) {
        return pending(creations.outcome(professional, Ids.of(id)));
    }

    private static Pending pending(Creations.Outcome outcome) {
        return new Pending(outcome.creation(), outcome.status(), outcome.record(), outcome.reason());
    }

    @GetMapping(path = "/slips/{id}", produces = "application/pdf")
    @Operation(operationId = "fetchSlip")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/pdf", schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> slip(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String id,
            HttpServletRequest request) {
        return SlipAnswer.to(request, () -> slips.fetch(Ids.of(id), professional.actor()));
    }

    @PostMapping("/slips/{id}/renewal")
    @Operation(operationId = "renewSlip")
    @ApiResponse(
            responseCode = "201",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Renewed.class)))
    ResponseEntity<Renewed> renew(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        Slip slip = idempotency.answer(
                key,
                professional.actor().id(),
                id,
                Slip.class,
                once -> slips.renew(Ids.of(id), professional.actor(), once));
        return ResponseEntity.status(HttpStatus.CREATED).body(new Renewed(slip.id(), slip.expiresAt()));
    }
}
