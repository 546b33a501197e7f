package fr.dmp.signin.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.Passwords;
import fr.dmp.signin.Sessions;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The holder's password and sessions. */
@RestController
@RequestMapping("/api/record")
class AccountCalls {

    private final Passwords passwords;
    private final Sessions sessions;

    AccountCalls(Passwords passwords, Sessions sessions) {
        this.passwords = passwords;
        this.sessions = sessions;
    }

    record PasswordChange(@Nullable String current, @JsonProperty("new") @Nullable String fresh) {
        @Override
        public String toString() {
            return "PasswordChange";
        }
    }

    /** @param current the one that asks */
    record OpenSession(UUID id, Instant since, Instant lastSeenAt, Instant expiresAt, boolean current) {}

    record OpenSessions(List<OpenSession> items, @JsonInclude @Nullable String next) {}

    /** Every token ends, the one that asks too; the answer is the new one. */
    @PutMapping("/password")
    @Operation(operationId = "changePassword")
    ResponseEntity<Token> change(@AuthenticationPrincipal HolderSession session, @RequestBody PasswordChange body) {
        return Token.of(passwords.change(session, text(body.current()), text(body.fresh())));
    }

    @GetMapping("/sessions")
    @Operation(operationId = "listSessions")
    OpenSessions sessions(@AuthenticationPrincipal HolderSession session) {
        List<OpenSession> open = sessions.show(session).stream()
                .map(one -> new OpenSession(
                        one.id(),
                        one.since(),
                        one.lastSeenAt(),
                        one.expiresAt(),
                        one.id().equals(session.id())))
                .toList();
        return new OpenSessions(open, null);
    }

    /** Signs out everywhere, here too. */
    @DeleteMapping("/sessions")
    @Operation(operationId = "endSessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endAll(@AuthenticationPrincipal HolderSession session) {
        sessions.endAll(session);
    }

    /** Signs out. */
    @DeleteMapping("/sessions/current")
    @Operation(operationId = "signOut")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@AuthenticationPrincipal HolderSession session) {
        sessions.end(session, session.id());
    }

    @DeleteMapping("/sessions/{id}")
    @Operation(operationId = "endSession")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@AuthenticationPrincipal HolderSession session, @PathVariable UUID id) {
        sessions.end(session, id);
    }

    private static String text(@Nullable String given) {
        return Optional.ofNullable(given).orElse("");
    }
}
