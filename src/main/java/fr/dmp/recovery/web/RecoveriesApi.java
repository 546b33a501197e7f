package fr.dmp.recovery.web;

import fr.dmp.gate.Idempotency;
import fr.dmp.recovery.Answers;
import fr.dmp.recovery.Recoveries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lost credentials, by whoever lost them. */
@RestController
@RequestMapping("/api")
class RecoveriesApi {

    /** Nobody has signed in, and a retry may come from another network: the key and the body make a request known. */
    private static final String ANYONE = "anyone";

    private final Recoveries recoveries;
    private final Idempotency idempotency;

    RecoveriesApi(Recoveries recoveries, Idempotency idempotency) {
        this.recoveries = recoveries;
        this.idempotency = idempotency;
    }

    @Schema(name = "RecoveryCode")
    record Code(@Nullable String code, @Nullable String newPassword) {
        @Override
        public String toString() {
            return "Code";
        }
    }

    record Cancellation(@Nullable String reference, @Nullable String code) {
        @Override
        public String toString() {
            return "Cancellation";
        }
    }

    /** The same for all. */
    @PostMapping("/recoveries")
    @Operation(operationId = "beginRecovery")
    @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
    ResponseEntity<Recoveries.Receipt> begin(
            @RequestBody Answers answers,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest request) {
        Recoveries.Receipt receipt = idempotency.answer(
                key,
                ANYONE,
                answers,
                Recoveries.Receipt.class,
                once -> recoveries.begin(answers, request.getRemoteAddr(), once));
        return ResponseEntity.accepted().body(receipt);
    }

    @PostMapping("/recoveries/{id}/code")
    @Operation(operationId = "redeemRecovery")
    void redeem(@PathVariable String id, @RequestBody Code body, HttpServletRequest request) {
        recoveries.redeem(id, text(body.code()), text(body.newPassword()), request.getRemoteAddr());
    }

    @PostMapping("/recovery-cancellations")
    @Operation(operationId = "cancelRecovery")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void cancel(@RequestBody Cancellation body, HttpServletRequest request) {
        recoveries.cancel(text(body.reference()), text(body.code()), request.getRemoteAddr());
    }

    private static String text(@Nullable String given) {
        return Optional.ofNullable(given).orElse("");
    }
}
