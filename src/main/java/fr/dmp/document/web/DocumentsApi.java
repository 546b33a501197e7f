package fr.dmp.document.web;

import fr.dmp.audit.AccessMode;
import fr.dmp.document.Deposits;
import fr.dmp.document.Document;
import fr.dmp.document.Documents;
import fr.dmp.document.Documents.Page;
import fr.dmp.document.Metadata;
import fr.dmp.document.OwnDocuments;
import fr.dmp.document.OwnDocuments.Reader;
import fr.dmp.document.Part;
import fr.dmp.refusal.Ids;
import fr.dmp.signin.HolderSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The documents of the holder's own record. */
@RestController
@RequestMapping("/api/record/documents")
class DocumentsApi {

    private final Documents documents;
    private final Deposits deposits;
    private final Uploads uploads;
    private final OwnDocuments own;

    DocumentsApi(Documents documents, Deposits deposits, Uploads uploads, OwnDocuments own) {
        this.documents = documents;
        this.deposits = deposits;
        this.uploads = uploads;
        this.own = own;
    }

    @Schema(name = "DocumentReaders")
    record Readers(List<Reader> items) {}

    @GetMapping(produces = "application/json")
    @Operation(operationId = "listDocuments")
    Page list(@AuthenticationPrincipal HolderSession holder, @ParameterObject AskedList asked) {
        return documents.list(holder.actor(), AccessMode.NORMAL, holder.record(), asked.filter());
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = "application/json")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "depositDocument")
    Document deposit(
            @AuthenticationPrincipal HolderSession holder,
            @RequestPart Metadata metadata,
            @RequestPart MultipartFile content,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return uploads.deposit(holder.actor(), AccessMode.NORMAL, holder.record(), metadata, content, key);
    }

    @GetMapping(path = "/{id}", produces = "application/json")
    @Operation(operationId = "readDocument")
    Document read(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        return documents.read(holder.actor(), AccessMode.NORMAL, holder.record(), Ids.of(id));
    }

    @GetMapping("/{id}/content")
    @Operation(operationId = "openDocument")
    ResponseEntity<byte[]> content(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        return Answers.attached(
                documents.open(holder.actor(), AccessMode.NORMAL, holder.record(), Ids.of(id), Part.ORIGINAL));
    }

    @GetMapping("/{id}/preview")
    @Operation(operationId = "previewDocument")
    ResponseEntity<byte[]> preview(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        return Answers.shown(documents.preview(holder.actor(), AccessMode.NORMAL, holder.record(), Ids.of(id)));
    }

    @GetMapping("/{id}/encapsulated")
    @Operation(operationId = "openEncapsulated")
    ResponseEntity<byte[]> encapsulated(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        return Answers.attached(
                documents.open(holder.actor(), AccessMode.NORMAL, holder.record(), Ids.of(id), Part.ENCAPSULATED));
    }

    @PutMapping("/{id}/masking")
    @Operation(operationId = "maskDocument")
    Document mask(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        return own.mask(holder, Ids.of(id));
    }

    @DeleteMapping("/{id}/masking")
    @Operation(operationId = "unmaskDocument")
    Document unmask(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        return own.unmask(holder, Ids.of(id));
    }

    @PutMapping("/{id}/archive")
    @Operation(operationId = "archiveDocument")
    Document archive(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        return own.archive(holder, Ids.of(id));
    }

    @DeleteMapping("/{id}/archive")
    @Operation(operationId = "unarchiveDocument")
    Document unarchive(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        return own.unarchive(holder, Ids.of(id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "deleteDocument")
    void delete(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        deposits.delete(holder.actor(), holder.record(), Ids.of(id));
    }

    @GetMapping(path = "/{id}/readers", produces = "application/json")
    @Operation(operationId = "readDocumentReaders")
    Readers readers(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean masked) {
        return new Readers(masked ? own.readersIfMasked(holder, Ids.of(id)) : own.readers(holder, Ids.of(id)));
    }
}
