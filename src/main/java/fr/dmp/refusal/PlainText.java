package fr.dmp.refusal;

import fr.dmp.refusal.Refusal.Fault;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A line of words as someone typed it, checked. */
public final class PlainText {

    /** Letters that nobody sees, and that turn the order of those around them, make a text say something else. */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    private PlainText() {}

    /**
     * What was typed, without spaces around it.
     *
     * @param longest in characters
     * @param pointer where it stands in the request
     * @param faults to which a fault is added
     * @return null where there is nothing
     */
    public static @Nullable String of(@Nullable String typed, int longest, String pointer, List<Fault> faults) {
        String text = typed == null ? "" : typed.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.codePointCount(0, text.length()) > longest) {
            faults.add(new Fault(pointer, "fault.too-long"));
        } else if (UNSEEN.matcher(text).find()) {
            faults.add(new Fault(pointer, "fault.unseen-letters"));
        }
        return text;
    }
}
