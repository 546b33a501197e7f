package fr.dmp.claims;

import fr.dmp.access.Access;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.claims.store.CareLines;
import fr.dmp.claims.store.CareLines.Found;
import fr.dmp.claims.store.CareLines.Place;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Decision, trace and reading in one transaction; the page in one statement. */
@Component
class DecidedCareHistory implements CareHistory {

    private static final int MOST = 200;

    private final Access access;
    private final CareLines lines;
    private final CareWindow window;
    private final Cursor cursor;

    DecidedCareHistory(Access access, CareLines lines, CareWindow window, Cursor cursor) {
        this.access = access;
        this.lines = lines;
        this.window = window;
        this.cursor = cursor;
    }

    @Override
    @Transactional
    public Page read(Actor reader, AccessMode mode, UUID record, Filter filter) {
        check(filter);
        Place before = cursor.read(record, filter);
        access.require(reader, mode, record, Thing.CARE_HISTORY, "READ_CARE_HISTORY");
        LocalDate opens = window.opens();
        LocalDate from = Optional.ofNullable(filter.from())
                .filter(day -> day.isAfter(opens))
                .orElse(opens);
        LocalDate to = Optional.ofNullable(filter.to())
                .filter(day -> day.isBefore(window.today()))
                .orElse(window.today());
        // One more than asked for tells whether there is a next page.
        Found found = lines.page(record, filter.section(), opens, from, to, before, filter.limit() + 1);
        boolean more = found.lines().size() > filter.limit();
        List<Line> items = more ? found.lines().subList(0, filter.limit()) : found.lines();
        String next = more ? cursor.of(found.places().get(filter.limit() - 1), record, filter) : null;
        return new Page(List.copyOf(items), next, found.upToDateAt(), said(found, filter.section()));
    }

    private static List<Statement> said(Found found, @Nullable Section section) {
        return found.statements().stream()
                .filter(statement -> section == null || statement.section() == section)
                .toList();
    }

    private static void check(Filter filter) {
        List<Fault> faults = new ArrayList<>();
        if (filter.limit() < 1 || filter.limit() > MOST) {
            faults.add(new Fault("/limit", "fault.limit"));
        }
        if (filter.from() != null && filter.to() != null && filter.to().isBefore(filter.from())) {
            faults.add(new Fault("/to", "fault.period"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }
}
