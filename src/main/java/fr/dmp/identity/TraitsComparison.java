package fr.dmp.identity;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Compares what a card shows with what is on file. NIR and serial must be the same to the letter; names are folded
 * (case, accents, hyphens, apostrophes, the order of given names), and any other difference is for a person to judge.
 */
public final class TraitsComparison {

    /** A trait that differs. */
    public enum Trait {
        SERIAL,
        FAMILY_NAME,
        GIVEN_NAMES,
        BIRTH_DATE
    }

    /** What comes after the first of several names. */
    private static final Pattern FIRST = Pattern.compile("[\\s,].*");

    private TraitsComparison() {}

    /** The traits that differ, none where all agree. */
    public static Set<Trait> differences(VitaleTraits shown, InsuredPerson onFile) {
        Set<Trait> differences = EnumSet.noneOf(Trait.class);
        if (!shown.serial().equals(onFile.vitaleSerial())) {
            differences.add(Trait.SERIAL);
        }
        if (!words(shown.familyName()).equals(words(onFile.familyName()))) {
            differences.add(Trait.FAMILY_NAME);
        }
        if (!words(shown.givenNames()).equals(words(onFile.givenNames()))) {
            differences.add(Trait.GIVEN_NAMES);
        }
        if (!shown.birthDate().equals(onFile.birthDate())) {
            differences.add(Trait.BIRTH_DATE);
        }
        return differences;
    }

    /** Whether two names are the same but for case, accents and separators. */
    static boolean same(String one, String other) {
        return words(one).equals(words(other));
    }

    /** Whether a name is all of the given names on file, in any order, or the first of them, {@code Jean-Pierre}. */
    static boolean calledBy(String name, String givenNames) {
        return same(name, givenNames)
                || same(name, FIRST.matcher(givenNames.strip()).replaceAll(""));
    }

    /** A name's words without case, accents or separators, in alphabetical order. */
    static List<String> words(String name) {
        return Folding.words(name).stream().sorted().toList();
    }
}
