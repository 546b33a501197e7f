package fr.dmp.claims.cda;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Texts as documents write them. */
final class Text {

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00A0\\u202F]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private Text() {}

    /** The text in one line, empty where there is nothing but blanks. */
    static Optional<String> present(@Nullable String text) {
        return Optional.ofNullable(text)
                .map(t -> BLANKS.matcher(t).replaceAll(" ").strip())
                .filter(t -> !t.isEmpty());
    }

    /** Without accents and case, to compare by. */
    static String folded(String text) {
        String plain =
                ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return BLANKS.matcher(plain).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }
}
