package fr.dmp.recovery.web;

import fr.dmp.engine.StaffMember;
import fr.dmp.recovery.CallCases;
import fr.dmp.recovery.CallCases.Board;
import fr.dmp.recovery.CallCases.File;
import fr.dmp.refusal.Ids;
import io.swagger.v3.oas.annotations.Hidden;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Recoveries for the 3646: one for the form of its task, and the board of its supervisors. */
@Controller
@Hidden
class StaffRecoveries {

    private static final String PATH = "/staff/recoveries";

    private final CallCases cases;
    private final RecoveryWording wording;

    StaffRecoveries(CallCases cases, RecoveryWording wording) {
        this.cases = cases;
        this.wording = wording;
    }

    @GetMapping(path = PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<File> show(@AuthenticationPrincipal StaffMember member, @PathVariable String id) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(cases.show(Ids.of(id), member));
    }

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Board> board(@AuthenticationPrincipal StaffMember member) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(cases.board(member));
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    String page(@AuthenticationPrincipal StaffMember member, Model model) {
        Board board = cases.board(member);
        model.addAttribute("board", board);
        model.addAttribute("chart", HourChart.of(board.hours()));
        model.addAttribute("words", wording);
        return "recovery/board";
    }
}
