package fr.dmp.emergency;

import fr.dmp.audit.AccessMode;
import fr.dmp.refusal.PlainText;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a professional says of an emergency.
 *
 * @param mode {@code BRIS_DE_GLACE} or {@code CENTRE_15}
 * @param explanation a sentence why
 * @param callReference of the SAMU's call; with {@code CENTRE_15} alone
 */
public record EmergencyWish(
        @Nullable AccessMode mode,
        @Nullable EmergencyReason reason,
        @Nullable String explanation,
        @Nullable String callReference) {

    /** Shorter words tell nobody anything; longer ones nobody types in an emergency (P). */
    static final int SHORTEST = 10;

    static final int LONGEST = 500;

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9./_-]{0,39}");

    /** As it is kept; {@code callReference} is absent in a break-glass access. */
    public record Checked(AccessMode mode, EmergencyReason reason, String explanation, @Nullable String callReference) {
        @Override
        public String toString() {
            return "Checked[" + mode + " " + reason + "]";
        }
    }

    /** @throws Refusal {@code invalid-input} with the place of each fault */
    Checked checked() {
        List<Fault> faults = new ArrayList<>();
        if (mode == null || mode == AccessMode.NORMAL) {
            faults.add(new Fault("/mode", mode == null ? "fault.required" : "fault.wrong-value"));
        }
        if (reason == null) {
            faults.add(new Fault("/reason", "fault.required"));
        }
        String words = PlainText.of(explanation, LONGEST, "/explanation", faults);
        if (words == null) {
            faults.add(new Fault("/explanation", "fault.required"));
        } else if (words.length() < SHORTEST) {
            faults.add(new Fault("/explanation", "fault.too-short"));
        }
        String call = callReference == null ? "" : callReference.strip();
        if (mode == AccessMode.CENTRE_15 && call.isEmpty()) {
            faults.add(new Fault("/callReference", "fault.required"));
        } else if (!call.isEmpty()
                && (mode != AccessMode.CENTRE_15 || !REFERENCE.matcher(call).matches())) {
            faults.add(new Fault("/callReference", "fault.wrong-value"));
        }
        if (!faults.isEmpty() || mode == null || reason == null || words == null) {
            throw Refusal.invalid(faults);
        }
        return new Checked(mode, reason, words, call.isEmpty() ? null : call);
    }

    @Override
    public String toString() {
        return "EmergencyWish[" + mode + " " + reason + "]";
    }
}
