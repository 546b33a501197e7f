package fr.dmp.claims.web;

import fr.dmp.access.EmergencyModes;
import fr.dmp.audit.AccessMode;
import fr.dmp.claims.CareHistory;
import fr.dmp.claims.CareHistory.Filter;
import fr.dmp.claims.CareHistory.Page;
import fr.dmp.claims.Section;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Parameters;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.ProfessionalSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The care history, as its holder and professionals read it. */
@RestController
class CareHistoryApi {

    private final CareHistory history;
    private final EmergencyModes modes;

    CareHistoryApi(CareHistory history, EmergencyModes modes) {
        this.history = history;
        this.modes = modes;
    }

    @GetMapping(path = "/api/record/care-history", produces = "application/json")
    @Operation(operationId = "readCareHistory")
    Page read(
            @AuthenticationPrincipal HolderSession session,
            @RequestParam(required = false) @Parameter(schema = @Schema(implementation = Section.class)) @Nullable
                    String section,
            @RequestParam(required = false) @Parameter(schema = @Schema(implementation = LocalDate.class)) @Nullable
                    String from,
            @RequestParam(required = false) @Parameter(schema = @Schema(implementation = LocalDate.class)) @Nullable
                    String to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false)
                    @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
                    @Nullable
                    String limit) {
        Filter filter = filter(section, from, to, cursor, limit);
        return history.read(session.actor(), AccessMode.NORMAL, session.record(), filter);
    }

    @GetMapping(path = "/api/professional/records/{record}/care-history", produces = "application/json")
    @Operation(operationId = "readPatientCareHistory")
    Page read(
            @AuthenticationPrincipal ProfessionalSession session,
            @PathVariable String record,
            @RequestParam(required = false) @Parameter(schema = @Schema(implementation = Section.class)) @Nullable
                    String section,
            @RequestParam(required = false) @Parameter(schema = @Schema(implementation = LocalDate.class)) @Nullable
                    String from,
            @RequestParam(required = false) @Parameter(schema = @Schema(implementation = LocalDate.class)) @Nullable
                    String to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false)
                    @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
                    @Nullable
                    String limit,
            @RequestHeader(name = EmergencyModes.HEADER, required = false) @Nullable String emergency) {
        Filter filter = filter(section, from, to, cursor, limit);
        return history.read(session.actor(), modes.of(session, Ids.of(record), emergency), Ids.of(record), filter);
    }

    private static Filter filter(
            @Nullable String section,
            @Nullable String from,
            @Nullable String to,
            @Nullable String cursor,
            @Nullable String limit) {
        Parameters asked = new Parameters();
        Filter filter = new Filter(
                asked.read("section", section, Section::valueOf, "fault.section")
                        .orElse(null),
                asked.read("from", from, LocalDate::parse, "fault.date").orElse(null),
                asked.read("to", to, LocalDate::parse, "fault.date").orElse(null),
                cursor,
                asked.read("limit", limit, Integer::valueOf, "fault.limit").orElse(Filter.ALL.limit()));
        asked.check();
        return filter;
    }
}
