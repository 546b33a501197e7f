package fr.dmp.signin.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.dmp.identity.Channel;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.OwnContacts;
import fr.dmp.signin.web.SignInCalls.CodeChannel;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the holder's codes and notices go. */
@RestController
@RequestMapping("/api/record/contacts")
class ContactCalls {

    private final OwnContacts contacts;

    ContactCalls(OwnContacts contacts) {
        this.contacts = contacts;
    }

    /** @param destination masked */
    @Schema(name = "OwnContact")
    record View(
            CodeChannel channel,
            @Nullable String destination,
            @Nullable Instant since,
            boolean verified,
            @Nullable Pending change) {

        static View of(OwnContacts.Contact contact) {
            return new View(
                    CodeChannel.valueOf(contact.channel().name()),
                    contact.destination(),
                    contact.since(),
                    contact.verified(),
                    contact.change() == null ? null : Pending.of(contact.change()));
        }

        @Override
        public String toString() {
            return "View[" + channel + "]";
        }
    }

    /** @param destination masked; absent where the contact is taken away */
    @Schema(name = "OwnContactChange")
    record Pending(@Nullable String destination, Instant askedAt, Instant effectiveAt) {

        static Pending of(OwnContacts.Change change) {
            return new Pending(change.destination(), change.askedAt(), change.effectiveAt());
        }

        @Override
        public String toString() {
            return "Pending[" + effectiveAt + "]";
        }
    }

    @Schema(name = "OwnContacts")
    record Views(List<View> items, @JsonInclude @Nullable String next) {}

    @Schema(name = "OwnContactWish")
    record Wish(@Nullable CodeChannel channel, @Nullable String value) {
        @Override
        public String toString() {
            return "Wish";
        }
    }

    /** @param destination masked */
    @Schema(name = "OwnContactProof")
    record Proof(CodeChannel channel, String destination, Instant expiresAt, Instant resendAt) {
        @Override
        public String toString() {
            return "Proof[" + channel + "]";
        }
    }

    @Schema(name = "OwnContactCode")
    record Code(@Nullable String code) {
        @Override
        public String toString() {
            return "Code";
        }
    }

    @GetMapping
    @Operation(operationId = "readContacts")
    Views read(@AuthenticationPrincipal HolderSession holder) {
        return new Views(contacts.show(holder).stream().map(View::of).toList(), null);
    }

    @PutMapping
    @Operation(operationId = "changeContact")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Proof change(@AuthenticationPrincipal HolderSession holder, @RequestBody Wish wish) {
        if (wish.channel() == null) {
            throw Refusal.invalid("/channel", "fault.channel");
        }
        OwnContacts.Proof proof = contacts.ask(
                holder,
                Channel.valueOf(wish.channel().name()),
                Optional.ofNullable(wish.value()).orElse(""));
        return new Proof(wish.channel(), proof.destination(), proof.expiresAt(), proof.resendAt());
    }

    @PostMapping("/code")
    @Operation(operationId = "proveContact")
    Pending prove(@AuthenticationPrincipal HolderSession holder, @RequestBody Code code) {
        return Pending.of(
                contacts.prove(holder, Optional.ofNullable(code.code()).orElse("")));
    }

    @DeleteMapping("/{channel}")
    @Operation(operationId = "removeContact")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Pending remove(@AuthenticationPrincipal HolderSession holder, @PathVariable String channel) {
        return Pending.of(contacts.remove(holder, named(channel)));
    }

    @DeleteMapping("/{channel}/change")
    @Operation(operationId = "withdrawContactChange")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@AuthenticationPrincipal HolderSession holder, @PathVariable String channel) {
        contacts.withdraw(holder, named(channel));
    }

    private static Channel named(String channel) {
        return switch (channel) {
            case "SMS" -> Channel.SMS;
            case "MAIL" -> Channel.MAIL;
            default -> throw Refusal.absent();
        };
    }
}
