package fr.dmp.recovery;

import fr.dmp.identity.Folding;
import fr.dmp.identity.InsuredPerson;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Whether an address as somebody says it is the one on file. */
final class PostalAddress {

    /** Said or left out, shortened or not: kinds of street, and words that join. */
    private static final Set<String> KINDS = Set.of(
            "rue",
            "r",
            "avenue",
            "av",
            "ave",
            "boulevard",
            "bd",
            "bld",
            "blvd",
            "place",
            "pl",
            "chemin",
            "ch",
            "che",
            "impasse",
            "imp",
            "allee",
            "allees",
            "all",
            "quai",
            "square",
            "sq",
            "cours",
            "route",
            "rte",
            "residence",
            "res",
            "lotissement",
            "lot",
            "batiment",
            "bat",
            "appartement",
            "appt",
            "apt",
            "etage",
            "esc",
            "escalier",
            "cedex",
            "france",
            "de",
            "du",
            "des",
            "d",
            "la",
            "le",
            "les",
            "l",
            "et",
            "a",
            "au",
            "aux",
            "bis",
            "ter");

    private PostalAddress() {}

    /**
     * Postcode, number, and every word of the street that isn't its kind; the order, the case, accents and what is said
     * besides don't count (P).
     */
    static boolean same(String said, InsuredPerson.Address onFile) {
        String line = onFile.line1();
        String postcode = onFile.postcode();
        if (said.isBlank() || line == null || postcode == null) {
            return false;
        }
        Set<String> words = new HashSet<>(Folding.words(said));
        List<String> street = telling(line).toList();
        return words.contains(postcode) && !street.isEmpty() && words.containsAll(street);
    }

    private static Stream<String> telling(String line) {
        return Folding.words(line).stream().filter(word -> !KINDS.contains(word));
    }
}
