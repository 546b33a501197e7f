package fr.dmp.access.web;

import fr.dmp.access.HabilitationMatrix;
import fr.dmp.access.HabilitationMatrix.Cell;
import fr.dmp.access.HabilitationMatrix.Draft;
import fr.dmp.access.HabilitationMatrix.Status;
import fr.dmp.access.HabilitationMatrix.Type;
import fr.dmp.access.HabilitationMatrix.Version;
import fr.dmp.audit.Actor;
import fr.dmp.engine.StaffMember;
import fr.dmp.gate.Idempotency;
import fr.dmp.refusal.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/** The habilitation matrix for administrators, as pages; no script is needed. */
@Controller
@RequestMapping(path = StaffMatrixApi.PATH, produces = MediaType.TEXT_HTML_VALUE)
@Hidden
class StaffMatrixPages {

    private final HabilitationMatrix matrix;
    private final Idempotency idempotency;
    private final MatrixWording wording;

    StaffMatrixPages(HabilitationMatrix matrix, Idempotency idempotency, MatrixWording wording) {
        this.matrix = matrix;
        this.idempotency = idempotency;
        this.wording = wording;
    }

    @GetMapping
    String list(
            @AuthenticationPrincipal StaffMember member,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        StaffMatrixApi.administrator(member);
        model.addAttribute("versions", StaffMatrixApi.versions(matrix, limit, cursor));
        model.addAttribute("inForce", matrix.inForce().orElse(null));
        model.addAttribute("words", wording);
        return "access/matrix-versions";
    }

    @GetMapping("/{version}")
    String show(@AuthenticationPrincipal StaffMember member, @PathVariable int version, Model model) {
        StaffMatrixApi.administrator(member);
        return page(version, MatrixForm.EMPTY, model);
    }

    private String page(int number, MatrixForm form, Model model) {
        Version version = matrix.version(number);
        List<Type> types = matrix.types();
        List<Cell> inForce =
                matrix.inForce().map(Version::version).map(matrix::cells).orElse(List.of());
        model.addAttribute("version", version);
        model.addAttribute("open", version.status() != Status.IN_FORCE && version.status() != Status.PAST);
        model.addAttribute("table", MatrixTable.of(matrix.professions(), types, matrix.cells(number), inForce));
        model.addAttribute("types", types);
        model.addAttribute("form", form);
        model.addAttribute("days", wording.days(matrix.last(number)));
        model.addAttribute("daysOfNew", wording.days(matrix.last(0)));
        model.addAttribute("key", UUID.randomUUID());
        model.addAttribute("words", wording);
        return "access/matrix-version";
    }

    /** @param version the one that the new one is based on */
    @PostMapping(path = "/{version}/drafts", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Object draft(
            @AuthenticationPrincipal StaffMember member,
            @PathVariable int version,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletResponse response,
            Model model) {
        Actor by = StaffMatrixApi.administrator(member);
        MatrixForm form = MatrixForm.of(sent);
        try {
            Draft draft = form.draft(version);
            Version drafted = idempotency.answer(
                    sent.getFirst("key"),
                    StaffMatrixApi.caller(by),
                    draft,
                    Version.class,
                    once -> matrix.draft(draft, by, once));
            return to(drafted.version());
        } catch (Refusal refusal) {
            refused(refusal, form.shown(refusal.faults()), response, model);
            return page(version, form, model);
        }
    }

    @PostMapping(path = "/{version}/in-force", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Object putInForce(
            @AuthenticationPrincipal StaffMember member,
            @PathVariable int version,
            @RequestParam(defaultValue = "") String day,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam(defaultValue = "false") boolean withdrawn,
            HttpServletResponse response,
            Model model) {
        Actor by = StaffMatrixApi.administrator(member);
        try {
            matrix.putInForce(version, withdrawn ? null : chosen(day), by, seen::equals);
            return to(version);
        } catch (Refusal refusal) {
            String fault = refusal.faults().isEmpty()
                    ? "problem." + refusal.slug() + ".detail"
                    : refusal.faults().get(0).message();
            refused(refusal, Map.of("/day", fault), response, model);
            model.addAttribute("day", day);
            return page(version, MatrixForm.EMPTY, model);
        }
    }

    private static LocalDate chosen(String day) {
        LocalDate from = MatrixForm.day(day);
        if (from == null) {
            throw Refusal.invalid("/inForceFrom", "fault.required");
        }
        return from;
    }

    /** To be changed in a spreadsheet, and pasted into the form of a new version. */
    @GetMapping(path = "/{version}/cells.csv", produces = "text/csv;charset=UTF-8")
    ResponseEntity<String> cells(@AuthenticationPrincipal StaffMember member, @PathVariable int version) {
        StaffMatrixApi.administrator(member);
        String file = "matrice-" + matrix.version(version).version() + ".csv";
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(file).build().toString())
                .body(MatrixLines.written(matrix.cells(version), matrix.types(), wording));
    }

    @PostMapping("/{version}/impact")
    String impact(@AuthenticationPrincipal StaffMember member, @PathVariable int version, Model model) {
        Actor by = StaffMatrixApi.administrator(member);
        model.addAttribute("impact", matrix.impact(version, by));
        model.addAttribute("types", matrix.types());
        model.addAttribute("words", wording);
        return "access/matrix-impact";
    }

    /** What doesn't exist has no page to be told on. */
    private static void refused(
            Refusal refusal, Map<String, String> faults, HttpServletResponse response, Model model) {
        if (refusal.kind() == Refusal.Kind.ABSENT) {
            throw refusal;
        }
        response.setStatus(refusal.kind().status());
        model.addAttribute("refusal", refusal);
        model.addAttribute("faults", faults);
    }

    private static RedirectView to(int version) {
        RedirectView page = new RedirectView(StaffMatrixApi.PATH + "/" + version);
        page.setStatusCode(HttpStatus.SEE_OTHER);
        page.setExposeModelAttributes(false);
        return page;
    }
}
