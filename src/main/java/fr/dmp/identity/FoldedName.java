package fr.dmp.identity;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The beginnings of a family name and of a given name as people type them: small letters without accents, as the database
 * folds what it has ({@code dmp.folded}).
 *
 * @param given empty for any
 */
record FoldedName(String family, String given) {

    /** Each is a range that is looked through. */
    private static final int MOST = 9;

    /**
     * What a name may mean: a family name alone, or given and family names in either order, wherever the one ends; none for
     * what has no letter.
     */
    static List<FoldedName> readings(String name) {
        String folded = fold(name);
        if (folded.isEmpty()) {
            return List.of();
        }
        List<FoldedName> readings = new ArrayList<>(List.of(new FoldedName(folded, "")));
        for (int space = folded.indexOf(' ');
                space > 0 && readings.size() < MOST;
                space = folded.indexOf(' ', space + 1)) {
            String before = folded.substring(0, space);
            String after = folded.substring(space + 1);
            readings.add(new FoldedName(after, before));
            readings.add(new FoldedName(before, after));
        }
        return readings;
    }

    static String fold(String name) {
        String whole =
                name.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae");
        return Normalizer.normalize(whole, Normalizer.Form.NFD)
                .replaceAll("[\\u0300-\\u036f]", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }

    /** What comes after all that begins so: in the order of the index no letter or digit comes after a brace. */
    static String end(String beginning) {
        return beginning + "{";
    }

    @Override
    public String toString() {
        return "FoldedName";
    }
}
