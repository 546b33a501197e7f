package fr.dmp.notice;

import java.security.SecureRandom;

/** The short reference that stands in every text ({@code 7K3-9QF}), so that a duplicate is recognised as one. */
public final class NoticeReference {

    /** Nothing that is misread for something else, and no vowel, so that no word comes out. */
    private static final String LETTERS = "23456789BCDFGHJKLMNPQRTVWXZ";

    private static final SecureRandom RANDOM = new SecureRandom();

    private NoticeReference() {}

    public static String random() {
        StringBuilder reference = new StringBuilder();
        RANDOM.ints(6, 0, LETTERS.length()).forEach(index -> reference.append(LETTERS.charAt(index)));
        return reference.insert(3, '-').toString();
    }
}
