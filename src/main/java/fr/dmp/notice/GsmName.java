package fr.dmp.notice;

import java.text.Normalizer;
import java.util.stream.Collectors;

/** A name as an SMS can carry it: letters of the GSM alphabet, and no more of them than there is room for. */
final class GsmName {

    /** What is in the basic alphabet as it is; another letter halves an SMS and doubles its price. */
    private static final String PLAIN = "[A-Za-z0-9 '.,()/-]|[éèùìòàäöñüÄÖÑÜÉÇ]";

    private static final int ROOM = 36;

    private GsmName() {}

    static String of(String name) {
        String gsm = name.codePoints()
                .mapToObj(Character::toString)
                .map(GsmName::letter)
                .collect(Collectors.joining());
        return gsm.length() <= ROOM ? gsm : gsm.substring(0, ROOM - 1).strip() + ".";
    }

    private static String letter(String letter) {
        if (letter.matches(PLAIN)) {
            return letter;
        }
        String alike =
                switch (letter) {
                    case "œ" -> "oe";
                    case "Œ" -> "OE";
                    case "æ" -> "ae";
                    case "Æ" -> "AE";
                    case "ł" -> "l";
                    case "Ł" -> "L";
                    case "’" -> "'";
                    default -> Normalizer.normalize(letter, Normalizer.Form.NFD);
                };
        return alike.replaceAll("[^A-Za-z0-9 ']", "");
    }
}
