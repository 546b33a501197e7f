package fr.dmp.record.web;

import fr.dmp.record.EmergencyChoices;
import fr.dmp.record.OwnEmergencySettings;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import fr.dmp.signin.HolderSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the record may be read in an emergency, and what follows. */
@RestController
@RequestMapping(path = "/api/record/emergency-settings", produces = "application/json")
class EmergencySettingsApi {

    private final OwnEmergencySettings settings;

    EmergencySettingsApi(OwnEmergencySettings settings) {
        this.settings = settings;
    }

    /** Neither objection is changed by leaving it out; what came later stays as it is, for clients that don't know it. */
    @Schema(name = "EmergencySettingsWish")
    record Wish(
            @Nullable Boolean breakGlass,
            @Nullable Boolean regulation,
            @Nullable Boolean tellContacts,
            @Nullable Boolean watched) {

        UnaryOperator<EmergencyChoices> settings() {
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
            return present -> new EmergencyChoices(
                    breakGlass,
                    regulation,
                    tellContacts == null ? present.tellContacts() : tellContacts,
                    watched == null ? present.watched() : watched);
        }
    }

    @GetMapping
    @Operation(operationId = "readEmergencySettings")
    ResponseEntity<EmergencyChoices> read(@AuthenticationPrincipal HolderSession holder) {
        return shown(settings.read(holder));
    }

    @PutMapping
    @Operation(operationId = "changeEmergencySettings")
    ResponseEntity<EmergencyChoices> change(
            @AuthenticationPrincipal HolderSession holder,
            @RequestHeader("If-Match") String version,
            @RequestBody Wish wish) {
        return shown(settings.change(holder, wish.settings(), IfMatch.of(version)));
    }

    private static ResponseEntity<EmergencyChoices> shown(EmergencyChoices settings) {
        return ResponseEntity.ok().eTag("\"" + settings.version() + "\"").body(settings);
    }
}
