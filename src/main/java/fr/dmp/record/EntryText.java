package fr.dmp.record;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import fr.dmp.record.Entries.Content;
import fr.dmp.refusal.PlainText;
import fr.dmp.refusal.Refusal.Fault;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words of an entry, checked. */
public record EntryText(String label, @Nullable String code, @Nullable LocalDate since, @Nullable String note) {

    private static final int LONGEST_LABEL = 200;
    private static final int LONGEST_NOTE = 2_000;
    private static final long MOST_TRIES = 100;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:/_-]{0,63}");

    /**
     * What was typed, without spaces around it.
     *
     * @param pointer where it stands in the request, {@code /items/3}
     * @param faults to which each fault is added
     */
    static EntryText of(EntryKind kind, Content typed, String pointer, LocalDate today, List<Fault> faults) {
        String label = PlainText.of(typed.label(), LONGEST_LABEL, pointer + "/label", faults);
        if (label == null) {
            faults.add(new Fault(pointer + "/label", "fault.required"));
        }
        String code = stripped(typed.code());
        if (code != null && !CODE.matcher(code).matches()) {
            faults.add(new Fault(pointer + "/code", "fault.wrong-value"));
        }
        if (typed.since() != null && typed.since().isAfter(today)) {
            faults.add(new Fault(pointer + "/since", "fault.future"));
        }
        String note = PlainText.of(typed.note(), LONGEST_NOTE, pointer + "/note", faults);
        if (kind == EntryKind.EMERGENCY_CONTACTS) {
            checkContact(code, typed.since(), note, pointer, faults);
        }
        return new EntryText(label == null ? "" : label, code, typed.since(), note);
    }

    /** Someone to call has a number; neither a code nor a date says anything of them. */
    private static void checkContact(
            @Nullable String code,
            @Nullable LocalDate since,
            @Nullable String note,
            String pointer,
            List<Fault> faults) {
        if (code != null) {
            faults.add(new Fault(pointer + "/code", "fault.not-for-contacts"));
        }
        if (since != null) {
            faults.add(new Fault(pointer + "/since", "fault.not-for-contacts"));
        }
        if (note == null || !namesNumber(note)) {
            faults.add(new Fault(pointer + "/note", "fault.phone-needed"));
        }
    }

    /** As people write them in France, or with a country's own number; the range kept for fiction among them. */
    private static boolean namesNumber(String note) {
        return PhoneNumberUtil.getInstance()
                .findNumbers(note, "FR", Leniency.POSSIBLE, MOST_TRIES)
                .iterator()
                .hasNext();
    }

    private static @Nullable String stripped(@Nullable String typed) {
        return Optional.ofNullable(typed)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    @Override
    public String toString() {
        return "EntryText";
    }
}
