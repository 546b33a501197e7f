package fr.dmp.access;

import fr.dmp.access.HabilitationMatrix.Draft;
import fr.dmp.access.HabilitationMatrix.Type;
import fr.dmp.access.HabilitationMatrix.Wish;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a new version of the matrix must be like; all that is wrong with it is told at once. */
final class MatrixDraftRules {

    static final int LONGEST_REASON = 200;

    /** A body that is wrong throughout isn't answered by thousands of sentences. */
    private static final int MOST_FAULTS = 50;

    private static final Pattern UNSEEN = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private final Set<String> professions;
    private final Set<String> types;
    private final MatrixDays days;
    private final List<Fault> faults = new ArrayList<>();

    MatrixDraftRules(List<String> professions, List<Type> types, MatrixDays days) {
        this.professions = Set.copyOf(professions);
        this.types =
                Stream.concat(Stream.of("*"), types.stream().map(Type::code)).collect(Collectors.toUnmodifiableSet());
        this.days = days;
    }

    /**
     * The draft's cells, each complete and once.
     *
     * @param based whether the version that it is based on exists
     * @throws Refusal {@code invalid-input}
     */
    List<Wish> check(Draft draft, boolean based) {
        if (!based) {
            faults.add(new Fault("/basedOn", "fault.matrix-version"));
        }
        checkReason(draft.reason());
        LocalDate from = draft.inForceFrom();
        if (from != null) {
            days.fault(from).ifPresent(faults::add);
        }
        List<Wish> cells = cells(draft.cells());
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults.subList(0, Math.min(MOST_FAULTS, faults.size())));
        }
        return cells;
    }

    private void checkReason(@Nullable String reason) {
        if (reason == null || reason.isBlank()) {
            faults.add(new Fault("/reason", "fault.required"));
        } else if (reason.strip().length() > LONGEST_REASON) {
            faults.add(new Fault("/reason", "fault.too-long"));
        } else if (UNSEEN.matcher(reason).find()) {
            faults.add(new Fault("/reason", "fault.unseen-letters"));
        }
    }

    private List<Wish> cells(@Nullable List<@Nullable Wish> asked) {
        if (asked == null || asked.isEmpty()) {
            faults.add(new Fault("/cells", "fault.required"));
            return List.of();
        }
        List<Wish> cells = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int n = 0; n < asked.size(); n++) {
            Wish wish = asked.get(n);
            if (wish == null) {
                faults.add(new Fault("/cells/" + n, "fault.required"));
                continue;
            }
            checkCell("/cells/" + n, wish);
            if (!seen.add(wish.profession() + "/" + wish.type())) {
                faults.add(new Fault("/cells/" + n, "fault.cell-twice"));
            }
            cells.add(wish);
        }
        return cells;
    }

    private void checkCell(String at, Wish wish) {
        checkCode(at + "/profession", wish.profession(), professions, "fault.profession-unknown");
        checkCode(at + "/type", wish.type(), types, "fault.type-unknown");
        if (wish.allowed() == null) {
            faults.add(new Fault(at + "/allowed", "fault.required"));
        }
    }

    private void checkCode(String at, @Nullable String code, Set<String> known, String unknown) {
        if (code == null || code.isEmpty()) {
            faults.add(new Fault(at, "fault.required"));
        } else if (!known.contains(code)) {
            faults.add(new Fault(at, unknown));
        }
    }
}
