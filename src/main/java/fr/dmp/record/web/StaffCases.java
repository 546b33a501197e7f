package fr.dmp.record.web;

import fr.dmp.audit.Actor;
import fr.dmp.engine.StaffGroup;
import fr.dmp.engine.StaffMember;
import fr.dmp.record.CaseFile;
import fr.dmp.record.Casework;
import fr.dmp.record.Slips;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the embedded forms of caseworkers fetch. */
@RestController
@RequestMapping("/staff")
@Hidden
class StaffCases {

    private final Casework casework;
    private final Slips slips;

    StaffCases(Casework casework, Slips slips) {
        this.casework = casework;
        this.slips = slips;
    }

    @GetMapping("/cases/{id}")
    ResponseEntity<CaseFile> show(@AuthenticationPrincipal StaffMember member, @PathVariable String id) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(casework.show(Ids.of(id), caseworker(member)));
    }

    @GetMapping(path = "/slips/{id}", produces = "application/pdf")
    ResponseEntity<byte[]> slip(
            @AuthenticationPrincipal StaffMember member, @PathVariable String id, HttpServletRequest request) {
        Actor caseworker = caseworker(member);
        return SlipAnswer.to(request, () -> slips.fetch(Ids.of(id), caseworker));
    }

    private static Actor caseworker(StaffMember member) {
        if (!member.in(StaffGroup.CASEWORKER)) {
            throw Refusal.denied("access-denied", "NOT_CASEWORKER");
        }
        return new Actor(Actor.Kind.STAFF, member.login(), null);
    }
}
