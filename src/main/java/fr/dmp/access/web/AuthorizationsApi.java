package fr.dmp.access.web;

import fr.dmp.access.Authorizations;
import fr.dmp.access.Authorizations.Authorization;
import fr.dmp.access.Authorizations.Ground;
import fr.dmp.gate.Idempotency;
import fr.dmp.signin.HolderSession;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The holder decides who reads. */
@RestController
@RequestMapping("/api/record")
class AuthorizationsApi {

    private final Authorizations authorizations;
    private final Idempotency idempotency;

    AuthorizationsApi(Authorizations authorizations, Idempotency idempotency) {
        this.authorizations = authorizations;
        this.idempotency = idempotency;
    }

    @Schema(name = "Authorizations")
    record All(List<Authorization> items) {}

    /** @param professional RPPS */
    @Schema(name = "Grant")
    record Grant(String professional, @Nullable Instant until) {}

    /**
     * @param professional RPPS
     * @param at a moment of the past; absent for now
     * @param document one that is asked about; absent for all that there is
     */
    @Schema(name = "DecisionQuestion")
    record Question(String professional, @Nullable Instant at, @Nullable UUID document) {}

    @Schema(name = "Decisions")
    record Grounds(List<Ground> items) {}

    @GetMapping("/authorizations")
    @Operation(operationId = "listAuthorizations")
    All all(@AuthenticationPrincipal HolderSession holder) {
        return new All(authorizations.of(holder));
    }

    @PostMapping("/authorizations")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "grantAccess")
    Authorization grant(
            @AuthenticationPrincipal HolderSession holder,
            @RequestBody Grant grant,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        return idempotency.answer(
                key,
                holder.record().toString(),
                grant,
                Authorization.class,
                once -> authorizations.grant(holder, grant.professional(), grant.until(), once));
    }

    @DeleteMapping("/authorizations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeAccess")
    void revoke(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean block) {
        if (block) {
            authorizations.revokeAndBlock(holder, id);
        } else {
            authorizations.revoke(holder, id);
        }
    }

    @PutMapping("/authorizations/{id}/treating-rights")
    @Operation(operationId = "giveTreatingRights")
    Authorization giveTreatingRights(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        return authorizations.giveTreatingRights(holder, id);
    }

    @DeleteMapping("/authorizations/{id}/treating-rights")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "takeTreatingRights")
    void takeTreatingRights(@AuthenticationPrincipal HolderSession holder, @PathVariable String id) {
        authorizations.takeTreatingRights(holder, id);
    }

    @PutMapping("/blocks/{professional}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "blockProfessional")
    void block(@AuthenticationPrincipal HolderSession holder, @PathVariable String professional) {
        authorizations.block(holder, professional);
    }

    @DeleteMapping("/blocks/{professional}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "unblockProfessional")
    void unblock(@AuthenticationPrincipal HolderSession holder, @PathVariable String professional) {
        authorizations.unblock(holder, professional);
    }

    @PutMapping("/hiding")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "hideRecord")
    void hide(@AuthenticationPrincipal HolderSession holder) {
        authorizations.hide(holder);
    }

    @DeleteMapping("/hiding")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "showRecord")
    void show(@AuthenticationPrincipal HolderSession holder) {
        authorizations.show(holder);
    }

    /** A question, not a creation: it changes nothing and needs no key. */
    @PostMapping("/decisions")
    @Operation(operationId = "askDecisions")
    Grounds decisions(@AuthenticationPrincipal HolderSession holder, @RequestBody Question question) {
        return new Grounds(
                authorizations.decisions(holder, question.professional(), question.at(), question.document()));
    }
}
