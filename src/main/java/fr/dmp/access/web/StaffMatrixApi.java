package fr.dmp.access.web;

import fr.dmp.access.HabilitationMatrix;
import fr.dmp.access.HabilitationMatrix.Cell;
import fr.dmp.access.HabilitationMatrix.Draft;
import fr.dmp.access.HabilitationMatrix.Impact;
import fr.dmp.access.HabilitationMatrix.Version;
import fr.dmp.audit.Actor;
import fr.dmp.engine.StaffGroup;
import fr.dmp.engine.StaffMember;
import fr.dmp.gate.Idempotency;
import fr.dmp.refusal.Parameters;
import fr.dmp.refusal.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The habilitation matrix for administrators, as JSON; {@link StaffMatrixPages} has the same for a browser. */
@RestController
@RequestMapping(path = StaffMatrixApi.PATH, produces = MediaType.APPLICATION_JSON_VALUE)
@Hidden
class StaffMatrixApi {

    static final String PATH = "/staff/matrix-versions";

    private static final int PAGE = 50;

    private final HabilitationMatrix matrix;
    private final Idempotency idempotency;

    StaffMatrixApi(HabilitationMatrix matrix, Idempotency idempotency) {
        this.matrix = matrix;
        this.idempotency = idempotency;
    }

    /** @param next where the list goes on; absent at its end */
    record Versions(List<Version> items, @Nullable String next) {}

    record Shown(Version version, List<Cell> cells) {}

    /** @param inForceFrom absent for making it a draft again */
    record Day(@Nullable LocalDate inForceFrom) {}

    @GetMapping
    ResponseEntity<Versions> list(
            @AuthenticationPrincipal StaffMember member,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        administrator(member);
        return fresh(versions(matrix, limit, cursor));
    }

    static Versions versions(HabilitationMatrix matrix, @Nullable String limit, @Nullable String cursor) {
        Parameters asked = new Parameters();
        int most =
                asked.read("limit", limit, StaffMatrixApi::limit, "fault.limit").orElse(PAGE);
        int before =
                asked.read("cursor", cursor, Integer::valueOf, "fault.cursor").orElse(Integer.MAX_VALUE);
        asked.check();
        List<Version> found = matrix.versions(before, most + 1);
        boolean more = found.size() > most;
        List<Version> items = more ? found.subList(0, most) : found;
        return new Versions(items, more ? String.valueOf(items.get(most - 1).version()) : null);
    }

    private static int limit(String value) {
        int limit = Integer.parseInt(value);
        if (limit < 1 || limit > 200) {
            throw new IllegalArgumentException("out of range");
        }
        return limit;
    }

    @GetMapping("/{version}")
    ResponseEntity<Shown> show(@AuthenticationPrincipal StaffMember member, @PathVariable int version) {
        administrator(member);
        Version found = matrix.version(version);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .eTag(found.tag())
                .body(new Shown(found, matrix.cells(version)));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Version> draft(
            @AuthenticationPrincipal StaffMember member,
            @RequestBody Draft draft,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        Actor by = administrator(member);
        Version drafted =
                idempotency.answer(key, caller(by), draft, Version.class, once -> matrix.draft(draft, by, once));
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .location(URI.create(PATH + "/" + drafted.version()))
                .eTag(drafted.tag())
                .body(drafted);
    }

    /** Ours: the contract has no call that puts a version in force (P). */
    @PutMapping(path = "/{version}/in-force", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Version> putInForce(
            @AuthenticationPrincipal StaffMember member,
            @PathVariable int version,
            @RequestHeader("If-Match") String ifMatch,
            @RequestBody Day day) {
        Actor by = administrator(member);
        Version planned = matrix.putInForce(version, day.inForceFrom(), by, named(ifMatch));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .eTag(planned.tag())
                .body(planned);
    }

    /** A question, not a creation: it changes nothing and needs no key. */
    @PostMapping("/{version}/impact")
    ResponseEntity<Impact> impact(@AuthenticationPrincipal StaffMember member, @PathVariable int version) {
        return fresh(matrix.impact(version, administrator(member)));
    }

    /** A weak tag, {@code W/"…"}, matches nothing: it doesn't say that two are the same. */
    private static Predicate<String> named(String ifMatch) {
        List<String> tags = Arrays.stream(ifMatch.split(",")).map(String::strip).toList();
        return tag -> tags.contains("*") || tags.contains('"' + tag + '"');
    }

    private static <T> ResponseEntity<T> fresh(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    /** One caller's keys never meet another's, whatever a login looks like. */
    static String caller(Actor by) {
        return "staff/" + by.id();
    }

    static Actor administrator(StaffMember member) {
        if (!member.in(StaffGroup.ADMINISTRATOR)) {
            throw Refusal.denied("access-denied", "NOT_ADMINISTRATOR");
        }
        return new Actor(Actor.Kind.STAFF, member.login(), null);
    }
}
