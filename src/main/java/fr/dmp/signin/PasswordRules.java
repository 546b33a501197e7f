package fr.dmp.signin;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;

/**
 * What a password must be: long, and not one that is guessed early. No rule of composition, since those make people
 * choose the same few tricks. Passwords from breaches, names, words, keyboard runs, dates and their usual disguises are
 * estimated by the guesses that they would take.
 */
final class PasswordRules {

    static final int SHORTEST = 12;
    static final int LONGEST = 128;

    /** Fewer guesses than this is common (P): a known password with its usual decorations stays below. */
    private static final BigDecimal GUESSES = BigDecimal.valueOf(1_000_000_000L);

    /** What people in France, on this very site, would think of first (P); the rest is in the library's lists. */
    private static final List<String> NEAR_AT_HAND = List.of(
            "motdepasse",
            "monmotdepasse",
            "azerty",
            "azertyuiop",
            "bonjour",
            "soleil",
            "chouchou",
            "doudou",
            "loulou",
            "doctolib",
            "ameli",
            "assurance",
            "maladie",
            "assurancemaladie",
            "dossier",
            "medical",
            "dossiermedical",
            "partage",
            "sante",
            "monespacesante",
            "carte",
            "vitale",
            "cartevitale",
            "secu",
            "securite",
            "sociale",
            "securitesociale",
            "medecin",
            "docteur",
            "france",
            "paris",
            "marseille",
            "identifiant",
            "secret");

    private static final Nbvcxz ESTIMATE = new Nbvcxz(new ConfigurationBuilder()
            .setDictionaries(dictionaries())
            .setMaxLength(64)
            .setCombinationAlgorithmTimeout(200L)
            .setLocale(Locale.FRENCH)
            .createConfiguration());

    private static final Pattern REPEATED = Pattern.compile("(.{1,64}?)\\1+", Pattern.DOTALL);

    private PasswordRules() {}

    /** The key of the sentence that says what is wrong with it; empty where nothing is. */
    static Optional<String> fault(String password, String identifier) {
        String normal = PasswordHashes.normal(password);
        int length = normal.codePointCount(0, normal.length());
        if (length < SHORTEST) {
            return Optional.of("fault.password-short");
        }
        if (length > LONGEST) {
            return Optional.of("fault.password-long");
        }
        if (normal.replaceAll("[^0-9]", "").contains(identifier)) {
            return Optional.of("fault.password-identifier");
        }
        return common(normal) ? Optional.of("fault.password-common") : Optional.empty();
    }

    /** A word written several times is as common as the word. */
    private static boolean common(String password) {
        Matcher repeated = REPEATED.matcher(password);
        String once = repeated.matches() ? repeated.group(1) : password;
        return ESTIMATE.estimate(once).getGuesses().compareTo(GUESSES) < 0;
    }

    private static List<Dictionary> dictionaries() {
        List<Dictionary> all = new ArrayList<>(ConfigurationBuilder.getDefaultDictionaries());
        DictionaryBuilder own =
                new DictionaryBuilder().setDictionaryName("near-at-hand").setExclusion(false);
        NEAR_AT_HAND.forEach(word -> own.addWord(word, 1 + NEAR_AT_HAND.indexOf(word)));
        all.add(own.createDictionary());
        return all;
    }
}
