package fr.dmp.record.web;

import fr.dmp.record.RecordSearches;
import fr.dmp.signin.ProfessionalSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** A professional looks for a record. Whom they look for stands in the body alone, never in an address. */
@RestController
class RecordSearchesApi {

    private final RecordSearches searches;

    RecordSearchesApi(RecordSearches searches) {
        this.searches = searches;
    }

    @Schema(name = "FoundRecords")
    record All(List<RecordSearches.Found> items) {}

    /** A question, not a creation: it changes nothing but the trace, and needs no key. */
    @PostMapping("/api/professional/record-searches")
    @Operation(operationId = "findRecords")
    ResponseEntity<All> find(
            @AuthenticationPrincipal ProfessionalSession professional, @RequestBody RecordSearches.Question question) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new All(searches.find(professional, question)));
    }
}
