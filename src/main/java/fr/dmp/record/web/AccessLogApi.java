package fr.dmp.record.web;

import fr.dmp.audit.TraceProof;
import fr.dmp.record.OwnAccessLog;
import fr.dmp.record.OwnAccessLog.Filter;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Parameters;
import fr.dmp.signin.HolderSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who did what with the holder's own record, and the proof of it. */
@RestController
class AccessLogApi {

    private final OwnAccessLog log;

    AccessLogApi(OwnAccessLog log) {
        this.log = log;
    }

    @GetMapping("/api/record/access-log")
    @Operation(operationId = "readAccessLog")
    OwnAccessLog.Page read(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam(required = false) @Parameter(schema = @Schema(implementation = LocalDate.class)) @Nullable
                    String from,
            @RequestParam(required = false) @Parameter(schema = @Schema(implementation = LocalDate.class)) @Nullable
                    String to,
            @RequestParam(required = false) @Nullable String professional,
            @RequestParam(required = false) @Nullable String act,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false)
                    @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
                    @Nullable
                    String limit) {
        Parameters asked = new Parameters();
        Filter filter = new Filter(
                asked.read("from", from, LocalDate::parse, "fault.date").orElse(null),
                asked.read("to", to, LocalDate::parse, "fault.date").orElse(null),
                asked.read("professional", professional, Function.identity(), "fault.rpps-shape")
                        .orElse(null),
                asked.read("act", act, Function.identity(), "fault.wrong-value").orElse(null),
                cursor,
                asked.read("limit", limit, Integer::valueOf, "fault.limit").orElse(Filter.ALL.limit()));
        asked.check();
        return log.read(holder, filter);
    }

    @GetMapping("/api/record/access-log/{entry}/proof")
    @Operation(operationId = "proveAccess")
    TraceProof prove(@AuthenticationPrincipal HolderSession holder, @PathVariable String entry) {
        return log.prove(holder, Ids.of(entry));
    }
}
