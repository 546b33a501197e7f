package fr.dmp.signin.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.dmp.refusal.Ids;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.OwnPasskeys;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The holder's passkeys. Bytes are base64url, as in WebAuthn's own JSON. */
@RestController
@RequestMapping("/api/record/passkeys")
class PasskeyCalls {

    private final OwnPasskeys passkeys;

    PasskeyCalls(OwnPasskeys passkeys) {
        this.passkeys = passkeys;
    }

    @Schema(name = "OwnPasskey")
    record View(UUID id, String name, Instant since, @Nullable Instant lastUsedAt) {

        static View of(OwnPasskeys.Passkey passkey) {
            return new View(passkey.id(), passkey.name(), passkey.since(), passkey.lastUsedAt());
        }

        @Override
        public String toString() {
            return "View[" + id + "]";
        }
    }

    @Schema(name = "OwnPasskeys")
    record Views(List<View> items, @JsonInclude @Nullable String next) {}

    /** What {@code navigator.credentials.create} is given. */
    @Schema(name = "PasskeyOffer")
    record Offer(
            String challenge,
            String rpId,
            String user,
            List<Integer> algorithms,
            List<String> excludeCredentials,
            Instant expiresAt) {}

    @Schema(name = "NewPasskey")
    record Made(@Nullable String name, @Nullable String clientDataJson, @Nullable String attestationObject) {
        @Override
        public String toString() {
            return "Made";
        }
    }

    @GetMapping
    @Operation(operationId = "listPasskeys")
    Views list(@AuthenticationPrincipal HolderSession holder) {
        return new Views(passkeys.show(holder).stream().map(View::of).toList(), null);
    }

    @PostMapping("/challenge")
    @Operation(operationId = "offerPasskey")
    ResponseEntity<Offer> offer(@AuthenticationPrincipal HolderSession holder) {
        OwnPasskeys.Offer offer = passkeys.offer(holder);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Offer(
                        Base64Url.of(offer.challenge()),
                        offer.site(),
                        Base64Url.of(offer.user()),
                        offer.algorithms(),
                        offer.known().stream().map(Base64Url::of).toList(),
                        offer.expiresAt()));
    }

    /** The challenge makes it harmless to repeat: it is good once. */
    @PostMapping
    @Operation(operationId = "addPasskey")
    @ResponseStatus(HttpStatus.CREATED)
    View add(@AuthenticationPrincipal HolderSession holder, @RequestBody Made made) {
        return View.of(passkeys.add(
                holder,
                new OwnPasskeys.Made(
                        Optional.ofNullable(made.name()).orElse(""),
                        Base64Url.bytes(made.clientDataJson(), "/clientDataJson"),
                        Base64Url.bytes(made.attestationObject(), "/attestationObject"))));
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "removePasskey")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        passkeys.remove(holder, Ids.of(id));
    }
}
