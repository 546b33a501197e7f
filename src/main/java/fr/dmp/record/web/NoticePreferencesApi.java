package fr.dmp.record.web;

import fr.dmp.identity.Channel;
import fr.dmp.record.OwnNoticePreferences;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** By which channel the holder is told first. */
@RestController
@RequestMapping(path = "/api/record/notice-preferences", produces = "application/json")
class NoticePreferencesApi {

    private final OwnNoticePreferences preferences;

    NoticePreferencesApi(OwnNoticePreferences preferences) {
        this.preferences = preferences;
    }

    /** A letter is no choice: it comes where nothing else arrives. */
    enum NoticeChannel {
        SMS,
        MAIL
    }

    @Schema(name = "NoticePreferences")
    record View(NoticeChannel channel) {}

    @Schema(name = "NoticePreferencesWish")
    record Wish(@Nullable NoticeChannel channel) {}

    @GetMapping
    @Operation(operationId = "readNoticePreferences")
    ResponseEntity<View> read(@AuthenticationPrincipal HolderSession holder) {
        return shown(preferences.read(holder));
    }

    @PutMapping
    @Operation(operationId = "changeNoticePreferences")
    ResponseEntity<View> change(
            @AuthenticationPrincipal HolderSession holder,
            @RequestHeader("If-Match") String version,
            @RequestBody Wish wish) {
        if (wish.channel() == null) {
            throw Refusal.invalid("/channel", "fault.channel");
        }
        return shown(preferences.change(holder, Channel.valueOf(wish.channel().name()), IfMatch.of(version)));
    }

    private static ResponseEntity<View> shown(Channel channel) {
        return ResponseEntity.ok().eTag("\"" + channel + "\"").body(new View(NoticeChannel.valueOf(channel.name())));
    }
}
