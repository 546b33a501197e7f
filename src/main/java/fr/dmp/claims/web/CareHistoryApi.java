package fr.dmp.claims.web;

import fr.dmp.audit.AccessMode;
import fr.dmp.claims.CareHistory;
import fr.dmp.claims.CareHistory.Filter;
import fr.dmp.claims.CareHistory.Page;
import fr.dmp.claims.Section;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import fr.dmp.signin.HolderSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The holder's own care history. */
@RestController
class CareHistoryApi {

    private final CareHistory history;

    CareHistoryApi(CareHistory history) {
        this.history = history;
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
        List<Fault> faults = new ArrayList<>();
        Filter filter = new Filter(
                read(section, Section::valueOf, new Fault("/section", "fault.section"), faults)
                        .orElse(null),
                read(from, LocalDate::parse, new Fault("/from", "fault.date"), faults)
                        .orElse(null),
                read(to, LocalDate::parse, new Fault("/to", "fault.date"), faults)
                        .orElse(null),
                cursor,
                read(limit, Integer::valueOf, new Fault("/limit", "fault.limit"), faults)
                        .orElse(Filter.ALL.limit()));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return history.read(session.actor(), AccessMode.NORMAL, session.record(), filter);
    }

    private static <T> Optional<T> read(
            @Nullable String written, Function<String, T> reader, Fault fault, List<Fault> faults) {
        try {
            return Optional.ofNullable(written).filter(text -> !text.isEmpty()).map(reader);
        } catch (IllegalArgumentException | DateTimeException e) {
            faults.add(fault);
            return Optional.empty();
        }
    }
}
