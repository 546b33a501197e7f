package fr.dmp.record;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import fr.dmp.identity.Mobile;
import fr.dmp.record.Entries.Content;
import fr.dmp.refusal.PlainText;
import fr.dmp.refusal.Refusal.Fault;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of an entry, checked.
 *
 * @param phone E.164, one that an SMS may go to
 */
public record EntryText(
        String label, @Nullable String code, @Nullable LocalDate since, @Nullable String note, @Nullable String phone) {

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
        String phone = phone(kind, typed.phone(), pointer + "/phone", faults);
        EntryText text = new EntryText(label == null ? "" : label, code, typed.since(), note, phone);
        if (kind == EntryKind.EMERGENCY_CONTACTS) {
            text.checkContact(pointer, faults);
        }
        return text;
    }

    /** A number that gets no SMS stands in the note: it is for whoever calls. */
    private static @Nullable String phone(EntryKind kind, @Nullable String typed, String pointer, List<Fault> faults) {
        String written = stripped(typed);
        if (written == null) {
            return null;
        }
        if (kind != EntryKind.EMERGENCY_CONTACTS) {
            faults.add(new Fault(pointer, "fault.for-contacts"));
            return null;
        }
        String phone = Mobile.e164(written).orElse(null);
        if (phone == null) {
            faults.add(new Fault(pointer, "fault.mobile"));
        }
        return phone;
    }

    /** Someone to call has a number; neither a code nor a date says anything of them. */
    private void checkContact(String pointer, List<Fault> faults) {
        if (code != null) {
            faults.add(new Fault(pointer + "/code", "fault.not-for-contacts"));
        }
        if (since != null) {
            faults.add(new Fault(pointer + "/since", "fault.not-for-contacts"));
        }
        if (phone == null && (note == null || !namesNumber(note))) {
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
