package fr.dmp.record.web;

import fr.dmp.audit.TraceProof;
import fr.dmp.record.OwnAccessLog;
import fr.dmp.record.OwnAccessLog.By;
import fr.dmp.record.OwnAccessLog.Filter;
import fr.dmp.record.PatientAccessLog;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Parameters;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.ProfessionalSession;
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

/** Who did what with a record, as its holder and professionals read it, and the proof of it. */
@RestController
class AccessLogApi {

    private final OwnAccessLog log;
    private final PatientAccessLog patients;

    AccessLogApi(OwnAccessLog log, PatientAccessLog patients) {
        this.log = log;
        this.patients = patients;
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
        return log.read(holder, filter(from, to, professional, act, cursor, limit));
    }

    @GetMapping("/api/professional/records/{record}/access-log")
    @Operation(operationId = "readPatientAccessLog")
    OwnAccessLog.Page read(
            @AuthenticationPrincipal ProfessionalSession reader,
            @PathVariable String record,
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
        return patients.read(reader, Ids.of(record), filter(from, to, professional, act, cursor, limit));
    }

    private static Filter filter(
            @Nullable String from,
            @Nullable String to,
            @Nullable String professional,
            @Nullable String act,
            @Nullable String cursor,
            @Nullable String limit) {
        Parameters asked = new Parameters();
        Filter filter = new Filter(
                asked.read("from", from, LocalDate::parse, "fault.date").orElse(null),
                asked.read("to", to, LocalDate::parse, "fault.date").orElse(null),
                asked.read("professional", professional, Function.identity(), "fault.rpps-shape")
                        .orElse(null),
                asked.read("act", act, Function.identity(), "fault.wrong-value").orElse(null),
                cursor,
                asked.read("limit", limit, Integer::valueOf, "fault.limit").orElse(Filter.ALL.limit()),
                By.ANYONE);
        asked.check();
        return filter;
    }

    @GetMapping("/api/record/access-log/{entry}/proof")
    @Operation(operationId = "proveAccess")
    TraceProof prove(@AuthenticationPrincipal HolderSession holder, @PathVariable String entry) {
        return log.prove(holder, Ids.of(entry));
    }
}
