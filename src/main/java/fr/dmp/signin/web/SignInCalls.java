package fr.dmp.signin.web;

import fr.dmp.identity.Channel;
import fr.dmp.signin.SignIn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/sign-in}: a challenge for whoever asks, a token for whoever answers it. */
@RestController
@RequestMapping("/api/sign-in")
class SignInCalls {

    private final SignIn signIn;

    SignInCalls(SignIn signIn) {
        this.signIn = signIn;
    }

    /** By which way a code is sent. */
    enum CodeChannel {
        SMS,
        MAIL;

        static @Nullable Channel of(@Nullable CodeChannel wished) {
            return wished == null ? null : Channel.valueOf(wished.name());
        }
    }

    @Schema(name = "SignInAttempt")
    record Begin(@Nullable String identifier, @Nullable String password, @Nullable CodeChannel channel) {
        @Override
        public String toString() {
            return "Begin";
        }
    }

    @Schema(name = "CodeResend")
    record Resend(@Nullable CodeChannel channel) {}

    @Schema(name = "SignInCode")
    record Confirm(@Nullable String code) {
        @Override
        public String toString() {
            return "Confirm";
        }
    }

    /** What {@code navigator.credentials.get} is given; no list of credentials: the device knows those of this site. */
    @Schema(name = "SignInPasskeyChallenge")
    record ToSign(String challenge, String rpId, String userVerification) {}

    /** What it gives back, in base64url. */
    @Schema(name = "SignInPasskey")
    record Signed(
            @Nullable String id,
            @Nullable String clientDataJson,
            @Nullable String authenticatorData,
            @Nullable String signature,
            @Nullable String userHandle) {

        SignIn.Signed decoded() {
            return new SignIn.Signed(
                    Base64Url.bytes(id, "/id"),
                    Base64Url.bytes(clientDataJson, "/clientDataJson"),
                    Base64Url.bytes(authenticatorData, "/authenticatorData"),
                    Base64Url.bytes(signature, "/signature"),
                    Base64Url.perhaps(userHandle, "/userHandle"));
        }

        @Override
        public String toString() {
            return "Signed";
        }
    }

    /** @param destination masked */
    @Schema(name = "SignInChallenge")
    record Waiting(UUID challenge, CodeChannel channel, String destination, Instant expiresAt, Instant resendAt) {

        static ResponseEntity<Waiting> of(SignIn.Challenge challenge) {
            Waiting waiting = new Waiting(
                    challenge.id(),
                    CodeChannel.valueOf(challenge.channel().name()),
                    challenge.destination(),
                    challenge.expiresAt(),
                    challenge.resendAt());
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(waiting);
        }

        @Override
        public String toString() {
            return "Waiting[" + challenge + "]";
        }
    }

    @PostMapping
    @Operation(operationId = "beginSignIn")
    ResponseEntity<Waiting> begin(@RequestBody Begin body, HttpServletRequest request) {
        return Waiting.of(signIn.begin(new SignIn.Attempt(
                text(body.identifier()),
                text(body.password()),
                CodeChannel.of(body.channel()),
                request.getRemoteAddr())));
    }

    @PostMapping("/{challenge}/resend")
    @Operation(operationId = "resendCode")
    ResponseEntity<Waiting> resend(
            @PathVariable UUID challenge,
            @RequestBody(required = false) @Nullable Resend body,
            HttpServletRequest request) {
        CodeChannel channel = body == null ? null : body.channel();
        return Waiting.of(signIn.resend(challenge, CodeChannel.of(channel), request.getRemoteAddr()));
    }

    @PostMapping("/{challenge}/code")
    @Operation(operationId = "confirmSignIn")
    ResponseEntity<Token> confirm(@PathVariable UUID challenge, @RequestBody Confirm body, HttpServletRequest request) {
        return Token.of(signIn.confirm(challenge, text(body.code()), request.getRemoteAddr()));
    }

    @GetMapping("/{challenge}/passkey")
    @Operation(operationId = "readSignInPasskeyChallenge")
    ResponseEntity<ToSign> toSign(@PathVariable UUID challenge) {
        SignIn.ToSign asked = signIn.toSign(challenge);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new ToSign(Base64Url.of(asked.challenge()), asked.site(), "required"));
    }

    @PostMapping("/{challenge}/passkey")
    @Operation(operationId = "confirmSignInByPasskey")
    ResponseEntity<Token> confirm(@PathVariable UUID challenge, @RequestBody Signed body, HttpServletRequest request) {
        return Token.of(signIn.confirm(challenge, body.decoded(), request.getRemoteAddr()));
    }

    private static String text(@Nullable String given) {
        return Optional.ofNullable(given).orElse("");
    }
}
