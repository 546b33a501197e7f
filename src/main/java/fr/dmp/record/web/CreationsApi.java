package fr.dmp.record.web;

import fr.dmp.gate.Idempotency;
import fr.dmp.record.Application;
import fr.dmp.record.CreationReason;
import fr.dmp.record.Creations;
import fr.dmp.refusal.Ids;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A record opened online, by anyone who holds their card. */
@RestController
@RequestMapping("/api/creations")
class CreationsApi {

    /** Nobody has signed in, and a retry may come from another network: the key and the body make a request known. */
    private static final String ANYONE = "anyone";

    private final Creations creations;
    private final Idempotency idempotency;

    CreationsApi(Creations creations, Idempotency idempotency) {
        this.creations = creations;
        this.idempotency = idempotency;
    }

    @Schema(name = "CreationCode")
    record Code(@Nullable String code) {
        @Override
        public String toString() {
            return "Code";
        }
    }

    @PostMapping
    @Operation(operationId = "beginCreation")
    @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
    ResponseEntity<Creations.Progress> begin(
            @RequestBody Application application,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        Creations.Progress progress = idempotency.answer(
                key,
                ANYONE,
                application,
                Creations.Progress.class,
                once -> creations.begin(application, request.getRemoteAddr(), once));
        return ResponseEntity.accepted()
                .location(URI.create("/api/creations/" + progress.id()))
                .body(progress);
    }

    @PostMapping("/{id}/code")
    @Operation(operationId = "confirmCreation")
    Creations.Progress confirm(@PathVariable String id, @RequestBody Code body) {
        return creations.confirm(Ids.of(id), Optional.ofNullable(body.code()).orElse(""));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "followCreation")
    Creations.Progress progress(@PathVariable String id) {
        return told(creations.progress(Ids.of(id)));
    }

    /** A reason is told only after the code was right; to the browser that waits for it a page may say more. */
    private static Creations.Progress told(Creations.Progress progress) {
        return progress.reason() == CreationReason.CODE_EXPIRED
                ? new Creations.Progress(progress.id(), progress.status(), null, null)
                : progress;
    }
}
