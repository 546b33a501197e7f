package fr.dmp.identity;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A social security number with its key: 15 characters, {@code 279035121518989}. Never shown by {@code toString}, so
 * that it can't slip into a log.
 */
public final class Nir {

    private static final Pattern SHAPE = Pattern.compile("[1-478]\\d{4}(?:\\d{2}|2[AB])\\d{8}");
    private static final Pattern IGNORED = Pattern.compile("[\\s.\\u00A0\\u202F-]");

    private final String value;

    private Nir(String value) {
        this.value = value;
    }

    /** The NIR written here, spaces, dots and hyphens left out; empty where shape or key are wrong. */
    public static Optional<Nir> of(String written) {
        String compact = IGNORED.matcher(written).replaceAll("").toUpperCase(Locale.ROOT);
        return SHAPE.matcher(compact).matches() && keyIsRight(compact)
                ? Optional.of(new Nir(compact))
                : Optional.empty();
    }

    /** Key = 97 − N mod 97, where Corsica's 2A counts as 19 and 2B as 18. */
    private static boolean keyIsRight(String compact) {
        String number = compact.substring(0, 13).replace("2A", "19").replace("2B", "18");
        return 97 - Long.parseLong(number) % 97 == Long.parseLong(compact.substring(13));
    }

    /** The 15 characters. */
    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Nir nir && nir.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "NIR";
    }
}
