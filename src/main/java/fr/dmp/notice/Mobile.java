package fr.dmp.notice;

import java.util.regex.Pattern;

/** Which numbers an SMS may go to: French mobiles, and those of the overseas departments. Others would invite pumping. */
public final class Mobile {

    private static final Pattern ALLOWED = Pattern.compile("\\+33[67]\\d{8}|\\+262[67]\\d{8}|\\+59[046][67]\\d{8}");

    private Mobile() {}

    /**
     * Whether an SMS may go there.
     *
     * @param number E.164
     */
    public static boolean allowed(String number) {
        return ALLOWED.matcher(number).matches();
    }
}
