package fr.dmp.signin;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The password that is handed over on paper: three groups of four characters that can't be taken for one another (P). */
final class InitialPassword {

    /** How long it works (P). */
    static final Duration LIFE = Duration.ofDays(30);

    /** Without 0 and O, 1, I and L, 2 and Z, 5 and S, 6, 8: 25 characters, 55 bits in all. */
    static final String ALPHABET = "ABCDEFGHJKMNPQRTUVWXY3479";

    private static final SecureRandom RANDOM = new SecureRandom();

    private InitialPassword() {}

    static String random() {
        return Stream.generate(InitialPassword::group).limit(3).collect(Collectors.joining("-"));
    }

    /** As it was made, however it was typed: case, spaces and hyphens don't count in an initial password. */
    static String typed(String written) {
        String compact = written.replaceAll("[\\s\\u00A0\\u202F-]", "").toUpperCase(Locale.ROOT);
        return compact.length() == 12
                ? compact.substring(0, 4) + "-" + compact.substring(4, 8) + "-" + compact.substring(8)
                : written;
    }

    private static String group() {
        return RANDOM.ints(4, 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
