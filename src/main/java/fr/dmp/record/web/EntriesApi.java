package fr.dmp.record.web;

import fr.dmp.access.EmergencyModes;
import fr.dmp.audit.AccessMode;
import fr.dmp.gate.Idempotency;
import fr.dmp.record.Entries;
import fr.dmp.record.Entries.Content;
import fr.dmp.record.Entries.Draft;
import fr.dmp.record.Entries.Entry;
import fr.dmp.record.Entries.Kept;
import fr.dmp.record.EntryKind;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.ProfessionalSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The lists of a record: the holder's to keep, professionals' to read and add to. */
@RestController
class EntriesApi {

    private static final String KINDS = "allergies|vaccinations|conditions|treatments|emergency-contacts";
    private static final String OWN = "/api/record/entries/{kind}";
    private static final String PATIENT = "/api/professional/records/{record}/entries/{kind}";

    private final Entries entries;
    private final Idempotency idempotency;
    private final EmergencyModes modes;

    EntriesApi(Entries entries, Idempotency idempotency, EmergencyModes modes) {
        this.entries = entries;
        this.idempotency = idempotency;
        this.modes = modes;
    }

    @Schema(name = "EntryList")
    record Shown(List<Entry> items) {}

    @Schema(name = "EntryDrafts")
    record Sent(@Nullable List<@Nullable Draft> items) {}

    /** What is asked under one key, the address included. */
    private record Asked(UUID record, EntryKind kind, Content entry) {}

    @GetMapping(path = OWN, produces = "application/json")
    @Operation(operationId = "readEntries")
    ResponseEntity<Shown> read(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable @Parameter(schema = @Schema(pattern = KINDS)) String kind) {
        return shown(entries.read(holder.actor(), AccessMode.NORMAL, holder.record(), kind(kind)));
    }

    @PutMapping(path = OWN, produces = "application/json")
    @Operation(operationId = "replaceEntries")
    ResponseEntity<Shown> replace(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable @Parameter(schema = @Schema(pattern = KINDS)) String kind,
            @RequestHeader("If-Match") String version,
            @RequestBody Sent sent) {
        return shown(entries.replace(holder, kind(kind), sent.items(), IfMatch.of(version)));
    }

    @GetMapping(path = PATIENT, produces = "application/json")
    @Operation(operationId = "readPatientEntries")
    ResponseEntity<Shown> read(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable @Parameter(schema = @Schema(pattern = KINDS)) String kind,
            @RequestHeader(name = EmergencyModes.HEADER, required = false) @Nullable String emergency) {
        return shown(entries.read(
                professional.actor(), modes.of(professional, Ids.of(record), emergency), Ids.of(record), kind(kind)));
    }

    @PostMapping(path = PATIENT, produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "addPatientEntry")
    Entry add(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable @Parameter(schema = @Schema(pattern = KINDS)) String kind,
            @RequestBody Content entry,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = EmergencyModes.HEADER, required = false) @Nullable String emergency) {
        Asked asked = new Asked(Ids.of(record), kind(kind), entry);
        AccessMode mode = modes.of(professional, asked.record(), emergency);
        return idempotency.answer(
                key,
                professional.actor().id(),
                asked,
                Entry.class,
                once -> entries.add(professional, mode, asked.record(), asked.kind(), entry, once));
    }

    private static EntryKind kind(String written) {
        return EntryKind.of(written).orElseThrow(Refusal::absent);
    }

    private static ResponseEntity<Shown> shown(Kept kept) {
        return ResponseEntity.ok().eTag("\"" + kept.version() + "\"").body(new Shown(kept.items()));
    }
}
