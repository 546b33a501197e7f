package fr.dmp.emergency.web;

import fr.dmp.emergency.OwnEmergencies;
import fr.dmp.emergency.OwnEmergencies.View;
import fr.dmp.refusal.Ids;
import fr.dmp.signin.HolderSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The emergency accesses to one's own record. */
@RestController
@RequestMapping(path = "/api/record/emergency-accesses", produces = "application/json")
class OwnEmergenciesApi {

    private final OwnEmergencies emergencies;

    OwnEmergenciesApi(OwnEmergencies emergencies) {
        this.emergencies = emergencies;
    }

    @Schema(name = "EmergencyAccessList")
    record All(List<View> items) {}

    @Schema(name = "EmergencyContest")
    record Contest(@Nullable String words) {
        @Override
        public String toString() {
            return "Contest";
        }
    }

    @GetMapping
    @Operation(operationId = "listEmergencyAccesses")
    All list(@AuthenticationPrincipal HolderSession holder) {
        return new All(emergencies.list(holder));
    }

    @PostMapping("/{id}/contest")
    @Operation(operationId = "contestEmergencyAccess")
    View contest(@AuthenticationPrincipal HolderSession holder, @PathVariable String id, @RequestBody Contest contest) {
        return emergencies.contest(holder, Ids.of(id), contest.words());
    }
}
