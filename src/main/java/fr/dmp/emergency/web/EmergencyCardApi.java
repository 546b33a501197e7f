package fr.dmp.emergency.web;

import fr.dmp.emergency.EmergencyCards;
import fr.dmp.emergency.EmergencyCards.Card;
import fr.dmp.gate.Idempotency;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The holder's emergency card. What it says leaves the program in its picture alone. */
@RestController
@RequestMapping("/api/record/emergency-card")
class EmergencyCardApi {

    private final EmergencyCards cards;
    private final Idempotency idempotency;

    EmergencyCardApi(EmergencyCards cards, Idempotency idempotency) {
        this.cards = cards;
        this.idempotency = idempotency;
    }

    @GetMapping(produces = "application/json")
    @Operation(operationId = "readEmergencyCard")
    Card read(@AuthenticationPrincipal HolderSession holder) {
        return cards.read(holder).orElseThrow(Refusal::absent);
    }

    @PostMapping(produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "makeEmergencyCard")
    Card make(
            @AuthenticationPrincipal HolderSession holder,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return idempotency.answer(
                key, holder.record().toString(), "emergency-card", Card.class, once -> cards.make(holder, once));
    }

    @GetMapping(path = "/content", produces = "application/pdf")
    @Operation(operationId = "printEmergencyCard")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "application/pdf", schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> print(@AuthenticationPrincipal HolderSession holder) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"carte-urgence.pdf\"")
                .body(cards.print(holder));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeEmergencyCard")
    void revoke(@AuthenticationPrincipal HolderSession holder) {
        cards.revoke(holder);
    }
}
