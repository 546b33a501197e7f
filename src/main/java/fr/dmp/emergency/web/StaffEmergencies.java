package fr.dmp.emergency.web;

import fr.dmp.emergency.EmergencyCases;
import fr.dmp.emergency.EmergencyCases.File;
import fr.dmp.emergency.EmergencyEvidence.Month;
import fr.dmp.engine.StaffMember;
import fr.dmp.refusal.Ids;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * Emergency accesses for reviewers and the compliance officer: one as they judge it, and the numbers of them all. A page
 * for a browser, the same as JSON for the forms of their tasks.
 */
@Controller
@Hidden
class StaffEmergencies {

    private static final String PATH = "/staff/emergency-accesses";

    private static final String TABLE_TYPE = "text/csv;charset=UTF-8";

    private final EmergencyCases cases;
    private final EmergencyWording wording;

    StaffEmergencies(EmergencyCases cases, EmergencyWording wording) {
        this.cases = cases;
        this.wording = wording;
    }

    record Months(List<Month> items) {}

    /**
     * An access, and how a reviewer reads what is coded about it.
     *
     * @param standsOut what is worth a look, in words
     * @param counts what was counted, in words
     */
    record Shown(
            File file, String profession, String mode, String reason, List<String> standsOut, List<Counted> counts) {

        @Override
        public String toString() {
            return "Shown[" + file.id() + "]";
        }
    }

    /** @param label what was counted */
    record Counted(String label, long things) {}

    @GetMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Months> list(@AuthenticationPrincipal StaffMember member) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(new Months(cases.months(member)));
    }

    @GetMapping(path = PATH, produces = MediaType.TEXT_HTML_VALUE)
    String page(@AuthenticationPrincipal StaffMember member, Model model) {
        List<Month> months = cases.months(member);
        model.addAttribute("months", months);
        model.addAttribute("chart", MonthChart.of(months));
        model.addAttribute("words", wording);
        return "emergency/months";
    }

    @GetMapping(path = PATH + ".csv", produces = TABLE_TYPE)
    ResponseEntity<String> table(@AuthenticationPrincipal StaffMember member) {
        String lines = cases.months(member).stream().map(StaffEmergencies::line).collect(Collectors.joining());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("acces-urgence.csv")
                                .build()
                                .toString())
                .body("month;opened;in_time;late;pending;unjustified;contested\n" + lines);
    }

    private static String line(Month of) {
        return "%s;%d;%d;%d;%d;%d;%d\n"
                .formatted(
                        of.month(),
                        of.opened(),
                        of.inTime(),
                        of.late(),
                        of.pending(),
                        of.unjustified(),
                        of.contested());
    }

    @GetMapping(path = PATH + "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Shown> show(@AuthenticationPrincipal StaffMember member, @PathVariable String id) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(shown(member, id));
    }

    @GetMapping(path = PATH + "/{id}", produces = MediaType.TEXT_HTML_VALUE)
    String page(@AuthenticationPrincipal StaffMember member, @PathVariable String id, Model model) {
        model.addAttribute("shown", shown(member, id));
        model.addAttribute("words", wording);
        return "emergency/access";
    }

    private Shown shown(StaffMember member, String id) {
        File file = cases.show(Ids.of(id), member);
        return new Shown(
                file,
                wording.profession(file.profession()),
                wording.mode(file.mode()),
                wording.reason(file.reason()),
                file.findings().stream().map(wording::standsOut).toList(),
                wording.counted(file.evidence()));
    }
}
