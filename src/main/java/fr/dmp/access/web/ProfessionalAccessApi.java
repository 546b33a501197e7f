package fr.dmp.access.web;

import fr.dmp.access.Authorizations.Status;
import fr.dmp.access.ProfessionalAccess;
import fr.dmp.access.ProfessionalAccess.Consent;
import fr.dmp.access.ProfessionalAccess.OwnRequest;
import fr.dmp.access.ProfessionalAccess.Standing;
import fr.dmp.gate.Idempotency;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
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

/** How a professional comes to read a record, and how they stand to it. */
@RestController
@RequestMapping("/api/professional/records/{record}/authorization")
class ProfessionalAccessApi {

    private final ProfessionalAccess access;
    private final Idempotency idempotency;

    ProfessionalAccessApi(ProfessionalAccess access, Idempotency idempotency) {
        this.access = access;
        this.idempotency = idempotency;
    }

    /**
     * One of two: the holder is present, or is asked.
     *
     * @param consent whether the holder who is present consents
     */
    @Schema(name = "AccessWish")
    record Wish(boolean holderPresent, boolean consent, boolean request) {

        void check() {
            if (holderPresent == request) {
                throw Refusal.invalid("/request", request ? "fault.wrong-value" : "fault.required");
            }
        }
    }

    /** What a key stands for: the same wish about another record is another thing. */
    record Keyed(UUID record, Wish wish) {}

    @GetMapping
    @Operation(operationId = "readOwnAuthorization")
    Standing standing(@AuthenticationPrincipal ProfessionalSession professional, @PathVariable String record) {
        return access.of(professional, Ids.of(record));
    }

    @PostMapping
    @Operation(operationId = "askForAccess")
    @ApiResponse(
            responseCode = "201",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Standing.class)))
    @ApiResponse(
            responseCode = "202",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = OwnRequest.class)))
    ResponseEntity<?> ask(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @RequestBody Wish wish,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        wish.check();
        UUID asked = Ids.of(record);
        Standing standing = idempotency.answer(
                key,
                professional.actor().id(),
                new Keyed(asked, wish),
                Standing.class,
                once -> standing(professional, asked, wish, once));
        return standing.status() == Status.VALID
                ? ResponseEntity.status(HttpStatus.CREATED).body(standing)
                : ResponseEntity.accepted()
                        .location(URI.create("/api/professional/records/" + asked + "/authorization"))
                        .body(standing.request());
    }

    private Standing standing(
            ProfessionalSession professional, UUID record, Wish wish, Function<Supplier<Standing>, Standing> once) {
        return wish.request()
                ? access.ask(professional, record, once)
                : access.attest(professional, record, wish.consent() ? Consent.GIVEN : Consent.MISSING, once);
    }
}
