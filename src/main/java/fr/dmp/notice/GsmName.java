package fr.dmp.notice;

import java.text.Normalizer;
import java.util.stream.Collectors;

/** A name as an SMS can carry it: letters of the GSM alphabet, and no more of them than there is room for. */
final class GsmName {

    /** What is in the basic alphabet as it is; another letter halves an SMS and doubles its price. */
    private static final String PLAIN = "[A-Za-z0-9 '.,()/-]|[éèùìòàäöñüÄÖÑÜÉÇ]";

    private static final int ROOM = 36;

    /** Where nobody else is named. */
    private static final int ROOM_ALONE = 46;

    private GsmName() {}

    static String of(String name) {
        return of(name, ROOM);
    }

    /** Of whom a whole message is about; empty where no letter of theirs is in the alphabet. */
    static String alone(String name) {
        return of(name, ROOM_ALONE).replaceAll(" {2,}", " ").strip();
    }

    private static String of(String name, int room) {
        String gsm = name.codePoints()
                .mapToObj(Character::toString)
                .map(GsmName::letter)
                .collect(Collectors.joining());
        return gsm.length() <= room ? gsm : gsm.substring(0, room - 1).strip() + ".";
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
