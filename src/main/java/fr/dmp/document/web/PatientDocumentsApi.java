package fr.dmp.document.web;

import fr.dmp.access.EmergencyModes;
import fr.dmp.document.Announcements;
import fr.dmp.document.Announcements.Announcement;
import fr.dmp.document.Deposits;
import fr.dmp.document.Document;
import fr.dmp.document.Documents;
import fr.dmp.document.Documents.Page;
import fr.dmp.document.Metadata;
import fr.dmp.document.Part;
import fr.dmp.document.Visibility;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The documents of a record, as a professional deposits and reads them. */
@RestController
@RequestMapping("/api/professional")
class PatientDocumentsApi {

    private final Documents documents;
    private final Deposits deposits;
    private final Uploads uploads;
    private final Announcements announcements;
    private final EmergencyModes modes;

    PatientDocumentsApi(
            Documents documents,
            Deposits deposits,
            Uploads uploads,
            Announcements announcements,
            EmergencyModes modes) {
        this.documents = documents;
        this.deposits = deposits;
        this.uploads = uploads;
        this.announcements = announcements;
        this.modes = modes;
    }

    /** @param visibility from whom it is hidden; empty for nobody */
    @Schema(name = "HiddenFrom")
    record HiddenFrom(@Nullable Set<Visibility> visibility) {

        Set<Visibility> named() {
            if (visibility == null) {
                throw Refusal.invalid("/visibility", "fault.required");
            }
            return visibility;
        }
    }

    @Schema(name = "Announcements")
    record All(List<Announcement> items) {}

    @GetMapping(path = "/records/{record}/documents", produces = "application/json")
    @Operation(operationId = "listPatientDocuments")
    Page list(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @ParameterObject AskedList asked,
            @RequestHeader(name = EmergencyModes.HEADER, required = false) @Nullable String emergency) {
        return documents.list(
                professional.actor(),
                modes.of(professional, Ids.of(record), emergency),
                Ids.of(record),
                asked.filter());
    }

    @PostMapping(
            path = "/records/{record}/documents",
            consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
            produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "depositPatientDocument")
    Document deposit(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @RequestPart Metadata metadata,
            @RequestPart MultipartFile content,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = EmergencyModes.HEADER, required = false) @Nullable String emergency) {
        return uploads.deposit(
                professional.actor(),
                modes.of(professional, Ids.of(record), emergency),
                Ids.of(record),
                metadata,
                content,
                key);
    }

    @GetMapping(path = "/records/{record}/documents/{id}", produces = "application/json")
    @Operation(operationId = "readPatientDocument")
    Document read(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable String id,
            @RequestHeader(name = EmergencyModes.HEADER, required = false) @Nullable String emergency) {
        return documents.read(
                professional.actor(), modes.of(professional, Ids.of(record), emergency), Ids.of(record), Ids.of(id));
    }

    @GetMapping("/records/{record}/documents/{id}/content")
    @Operation(operationId = "openPatientDocument")
    ResponseEntity<byte[]> content(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable String id,
            @RequestHeader(name = EmergencyModes.HEADER, required = false) @Nullable String emergency) {
        return Answers.attached(documents.open(
                professional.actor(),
                modes.of(professional, Ids.of(record), emergency),
                Ids.of(record),
                Ids.of(id),
                Part.ORIGINAL));
    }

    @GetMapping("/records/{record}/documents/{id}/preview")
    @Operation(operationId = "previewPatientDocument")
    ResponseEntity<byte[]> preview(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable String id,
            @RequestHeader(name = EmergencyModes.HEADER, required = false) @Nullable String emergency) {
        return Answers.shown(documents.preview(
                professional.actor(), modes.of(professional, Ids.of(record), emergency), Ids.of(record), Ids.of(id)));
    }

    @GetMapping("/records/{record}/documents/{id}/encapsulated")
    @Operation(operationId = "openPatientEncapsulated")
    ResponseEntity<byte[]> encapsulated(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable String id,
            @RequestHeader(name = EmergencyModes.HEADER, required = false) @Nullable String emergency) {
        return Answers.attached(documents.open(
                professional.actor(),
                modes.of(professional, Ids.of(record), emergency),
                Ids.of(record),
                Ids.of(id),
                Part.ENCAPSULATED));
    }

    @PutMapping(path = "/records/{record}/documents/{id}/visibility", produces = "application/json")
    @Operation(operationId = "changeVisibility")
    Document hide(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable String id,
            @RequestBody HiddenFrom from) {
        return deposits.hide(professional.actor(), Ids.of(record), Ids.of(id), from.named());
    }

    @DeleteMapping("/records/{record}/documents/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deletePatientDocument")
    void delete(
            @AuthenticationPrincipal ProfessionalSession professional,
            @PathVariable String record,
            @PathVariable String id) {
        deposits.delete(professional.actor(), Ids.of(record), Ids.of(id));
    }

    @GetMapping(path = "/announcements", produces = "application/json")
    @Operation(operationId = "listAnnouncements")
    All announcements(@AuthenticationPrincipal ProfessionalSession professional) {
        return new All(announcements.of(professional));
    }
}
