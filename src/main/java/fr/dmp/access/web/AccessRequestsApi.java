package fr.dmp.access.web;

import fr.dmp.access.AccessRequests;
import fr.dmp.access.AccessRequests.Answer;
import fr.dmp.access.AccessRequests.Asked;
import fr.dmp.access.ProfessionalSearches;
import fr.dmp.access.ProfessionalSearches.Found;
import fr.dmp.access.ProfessionalSearches.Search;
import fr.dmp.gate.Idempotency;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Professionals who ask to read, and the directory to find one in: the holder's side. */
@RestController
@RequestMapping("/api/record")
class AccessRequestsApi {

    private final AccessRequests requests;
    private final ProfessionalSearches searches;
    private final Idempotency idempotency;

    AccessRequestsApi(AccessRequests requests, ProfessionalSearches searches, Idempotency idempotency) {
        this.requests = requests;
        this.searches = searches;
        this.idempotency = idempotency;
    }

    @Schema(name = "AccessRequests")
    record All(List<Asked> items) {}

    /** @param until only where it is accepted; absent for no end */
    @Schema(name = "AccessAnswer")
    record Decision(@Nullable Boolean accept, @Nullable Instant until) {

        Answer answer() {
            if (accept == null) {
                throw Refusal.invalid("/accept", "fault.required");
            }
            return accept ? Answer.ACCEPT : Answer.DECLINE;
        }
    }

    /** What a key stands for: the same answer to another request is another thing. */
    record Keyed(UUID request, Decision decision) {}

    @Schema(name = "ProfessionalsFound")
    record AllFound(List<Found> items) {}

    @GetMapping("/access-requests")
    @Operation(operationId = "listAccessRequests")
    All all(@AuthenticationPrincipal HolderSession holder) {
        return new All(requests.of(holder));
    }

    @PostMapping("/access-requests/{id}/decision")
    @Operation(operationId = "decideAccessRequest")
    Asked decide(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String id,
            @RequestBody Decision decision,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        UUID request = Ids.of(id);
        Answer answer = decision.answer();
        return idempotency.answer(
                key,
                holder.actor().id(),
                new Keyed(request, decision),
                Asked.class,
                once -> requests.decide(holder, request, answer, decision.until(), once));
    }

    /** A question, not a creation: it changes nothing and needs no key. */
    @PostMapping("/professional-searches")
    @Operation(operationId = "searchProfessionals")
    AllFound search(@AuthenticationPrincipal HolderSession holder, @RequestBody Search search) {
        return new AllFound(searches.find(holder, search));
    }
}
