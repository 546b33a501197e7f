package fr.dmp.record.web;

import fr.dmp.record.OwnEmergencySettings;
import fr.dmp.record.Records.EmergencySettings;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import fr.dmp.signin.HolderSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the record may be read in an emergency. */
@RestController
@RequestMapping(path = "/api/record/emergency-settings", produces = "application/json")
class EmergencySettingsApi {

    private final OwnEmergencySettings settings;

    EmergencySettingsApi(OwnEmergencySettings settings) {
        this.settings = settings;
    }

    /** Neither is changed by leaving it out. */
    @Schema(name = "EmergencySettingsWish")
    record Wish(@Nullable Boolean breakGlass, @Nullable Boolean regulation) {

        EmergencySettings settings() {
            List<Fault> faults = new ArrayList<>();
            if (breakGlass == null) {
                faults.add(new Fault("/breakGlass", "fault.required"));
            }
            if (regulation == null) {
                faults.add(new Fault("/regulation", "fault.required"));
            }
            if (breakGlass == null || regulation == null) {
                throw Refusal.invalid(faults);
            }
            return new EmergencySettings(breakGlass, regulation);
        }
    }

    @GetMapping
    @Operation(operationId = "readEmergencySettings")
    ResponseEntity<EmergencySettings> read(@AuthenticationPrincipal HolderSession holder) {
        return shown(settings.read(holder));
    }

    @PutMapping
    @Operation(operationId = "changeEmergencySettings")
    ResponseEntity<EmergencySettings> change(
            @AuthenticationPrincipal HolderSession holder,
            @RequestHeader("If-Match") String version,
            @RequestBody Wish wish) {
        return shown(settings.change(holder, wish.settings(), IfMatch.of(version)));
    }

    private static ResponseEntity<EmergencySettings> shown(EmergencySettings settings) {
        return ResponseEntity.ok()
                .eTag("\"" + OwnEmergencySettings.version(settings) + "\"")
                .body(settings);
    }
}
