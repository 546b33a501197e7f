package fr.dmp.claims.web;

import fr.dmp.claims.DeliveryReviews;
import fr.dmp.claims.RefusedCodes;
import fr.dmp.claims.delivery.Progress;
import fr.dmp.claims.store.DeliveryBoard;
import fr.dmp.claims.store.DeliveryBoard.Count;
import fr.dmp.claims.store.DeliveryBoard.Row;
import fr.dmp.claims.store.DeliveryProgress;
import fr.dmp.claims.store.Refusals;
import fr.dmp.claims.store.Refusals.Group;
import fr.dmp.engine.StaffGroup;
import fr.dmp.engine.StaffMember;
import fr.dmp.refusal.Parameters;
import fr.dmp.refusal.Refusal;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The board of the data stewards: what came in, what was refused and why. Structure alone: the number of a line, its
 * column, the reason. A page for a browser, the same as JSON for the form of their task.
 */
@Controller
@RequestMapping("/staff/deliveries")
@Transactional(readOnly = true)
@Hidden
class StaffDeliveries {

    private static final int PAGE = 50;
    private static final int REPORT = 10_000;
    private static final String REPORT_TYPE = "text/csv;charset=UTF-8";

    private final DeliveryBoard board;
    private final DeliveryProgress progress;
    private final Refusals refusals;
    private final DeliveryReviews reviews;
    private final Wording wording;

    StaffDeliveries(
            DeliveryBoard board,
            DeliveryProgress progress,
            Refusals refusals,
            DeliveryReviews reviews,
            Wording wording) {
        this.board = board;
        this.progress = progress;
        this.refusals = refusals;
        this.reviews = reviews;
        this.wording = wording;
    }

    /**
     * @param running being taken at this moment; listed among the items once they are taken
     * @param next where the list goes on; absent at its end
     */
    record Board(List<Running> running, List<Row> items, @Nullable String next, Refused refused) {}

    /**
     * A delivery that is being taken.
     *
     * @param progress share that is read, from 0 to 1
     * @param lines read so far
     * @param rate lines a second
     * @param remaining seconds, if it goes on like this; absent as long as nothing is read
     */
    record Running(UUID id, String kind, double progress, long lines, long rate, @Nullable Long remaining) {

        private static Running of(Progress progress) {
            return new Running(
                    progress.delivery(),
                    progress.kind().folder(),
                    progress.share(),
                    progress.lines(),
                    progress.rate(),
                    progress.remaining().map(Duration::toSeconds).orElse(null));
        }
    }

    /** Lines that were refused in the last thirteen weeks. */
    record Refused(List<Count> byReason, List<Count> byFund, List<Count> byWeek) {}

    /** A delivery, and its refused lines by what they have in common. */
    record Delivery(Row delivery, List<Group> refused) {}

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Board> list(
            @AuthenticationPrincipal StaffMember member,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        requireSteward(member);
        return fresh(board(limit, cursor));
    }

    @GetMapping(produces = MediaType.TEXT_HTML_VALUE)
    String page(
            @AuthenticationPrincipal StaffMember member,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            Model model) {
        requireSteward(member);
        Board all = board(limit, cursor);
        model.addAttribute("board", all);
        model.addAttribute("words", wording);
        model.addAttribute("byReason", BarChart.across(all.refused().byReason(), count -> wording.reason(count.key())));
        model.addAttribute("byFund", BarChart.across(all.refused().byFund(), wording::fund));
        model.addAttribute("byWeek", BarChart.upright(all.refused().byWeek(), count -> wording.week(count.key())));
        return "claims/deliveries";
    }

    private Board board(@Nullable String limit, @Nullable String cursor) {
        Parameters asked = new Parameters();
        int most = asked.read("limit", limit, StaffDeliveries::limit, "fault.limit")
                .orElse(PAGE);
        UUID before =
                asked.read("cursor", cursor, UUID::fromString, "fault.cursor").orElse(null);
        asked.check();
        List<Row> rows = board.deliveries(before, most + 1);
        boolean more = rows.size() > most;
        List<Row> items = more ? rows.subList(0, most) : rows;
        return new Board(
                progress.running().stream().map(Running::of).toList(),
                items,
                more ? items.get(most - 1).id().toString() : null,
                new Refused(board.byReason(), board.byFund(), board.byWeek()));
    }

    private static int limit(String value) {
        int limit = Integer.parseInt(value);
        if (limit < 1 || limit > 200) {
            throw new IllegalArgumentException("out of range");
        }
        return limit;
    }

    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Delivery> show(@AuthenticationPrincipal StaffMember member, @PathVariable String id) {
        requireSteward(member);
        return fresh(delivery(id));
    }

    @GetMapping(path = "/{id}", produces = MediaType.TEXT_HTML_VALUE)
    String page(@AuthenticationPrincipal StaffMember member, @PathVariable String id, Model model) {
        requireSteward(member);
        model.addAttribute("shown", delivery(id));
        model.addAttribute("words", wording);
        return "claims/delivery";
    }

    private Delivery delivery(String id) {
        Row row = board.delivery(id(id)).orElseThrow(Refusal::absent);
        return new Delivery(row, refusals.groups(row.id()));
    }

    /** What a data steward may map: codes and how often they come, without a line or a person. */
    @GetMapping(path = "/{id}/codes", produces = MediaType.APPLICATION_JSON_VALUE)
    @Transactional
    public ResponseEntity<List<RefusedCodes>> codes(
            @AuthenticationPrincipal StaffMember member, @PathVariable String id) {
        requireSteward(member);
        return fresh(reviews.codes(id(id), member.login()));
    }

    /** Written part by part: of a broken delivery it has millions of lines. */
    @GetMapping(path = "/{id}/report", produces = REPORT_TYPE)
    void report(@AuthenticationPrincipal StaffMember member, @PathVariable String id, HttpServletResponse response)
            throws IOException {
        requireSteward(member);
        Row row = board.delivery(id(id)).orElseThrow(Refusal::absent);
        response.setContentType(REPORT_TYPE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename("refus-" + row.id() + ".csv")
                        .build()
                        .toString());
        PrintWriter report = response.getWriter();
        report.append("line;table;column;reason\n");
        List<Refusals.Key> part = refusals.report(row.id(), null, REPORT);
        while (!part.isEmpty()) {
            part.forEach(key -> report.append(String.valueOf(key.line()))
                    .append(';')
                    .append(Wording.table(key.column()))
                    .append(';')
                    .append(Wording.column(key.column()))
                    .append(';')
                    .append(key.reason())
                    .append('\n'));
            part = refusals.report(row.id(), part.get(part.size() - 1), REPORT);
        }
        report.flush();
    }

    private static <T> ResponseEntity<T> fresh(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    private static UUID id(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Refusal.absent();
        }
    }

    private static void requireSteward(StaffMember member) {
        if (!member.in(StaffGroup.DATA_STEWARD)) {
            throw Refusal.denied("access-denied", "NOT_DATA_STEWARD");
        }
    }
}
