package fr.dmp.record;

import com.openhtmltopdf.extend.FSTextBreaker;
import java.text.BreakIterator;
import java.util.Locale;

/** Where a line may end: Java would also end one after the apostrophe of {@code l’identifiant}. */
final class FrenchLines implements FSTextBreaker {

    private static final char APOSTROPHE = '’';

    private final BreakIterator lines = BreakIterator.getLineInstance(Locale.FRENCH);
    private String text = "";

    @Override
    public void setText(String newText) {
        text = newText;
        lines.setText(newText);
    }

    @Override
    public int next() {
        int end = lines.next();
        while (end != BreakIterator.DONE && end < text.length() && text.charAt(end - 1) == APOSTROPHE) {
            end = lines.next();
        }
        return end;
    }
}
