package fr.dmp.signin;

import fr.dmp.identity.Channel;
import fr.dmp.identity.ContactPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Contacts of people who don't exist, the same each time for the same identifier: an unknown identifier must look like a
 * known one. They are nobody's, and nothing is ever sent to them.
 */
@Component
class Decoys {

    /** Of a hundred people, how many have a mobile on file, and how many of those a mail address too (P). */
    private static final int WITH_MOBILE = 85;

    private static final int WITH_MAIL_TOO = 60;
    /** First letters of mail addresses, the frequent ones more often. */
    private static final String INITIALS = "aabbccddeeffgghijjjjkllllmmmmmnnooppprrsssttvyz";

    private final List<String> domains;

    Decoys(@Value("${dmp.signin.decoy-mail-domains}") List<String> domains) {
        this.domains = List.copyOf(domains);
    }

    /**
     * The contacts that this identifier would have, of the channels that are carried: where no SMS is sent, one that only
     * had a mobile would be told apart.
     *
     * @param seed 32 bytes that only this house can derive from the identifier
     */
    List<ContactPoint> contacts(byte[] seed, Predicate<Channel> carried) {
        List<ContactPoint> contacts = new ArrayList<>();
        boolean mobile = carried.test(Channel.SMS) && number(seed, 0, 100) < WITH_MOBILE;
        if (mobile) {
            String start = number(seed, 1, 100) < 70 ? "+336" : "+337";
            contacts.add(contact(Channel.SMS, start + "000000" + number(seed, 2, 10) + number(seed, 3, 10)));
        }
        if (!mobile || number(seed, 4, 100) < WITH_MAIL_TOO) {
            char initial = INITIALS.charAt(number(seed, 5, INITIALS.length()));
            contacts.add(contact(Channel.MAIL, initial + "@" + domains.get(number(seed, 6, domains.size()))));
        }
        return contacts;
    }

    private static ContactPoint contact(Channel channel, String value) {
        return new ContactPoint(channel, value, Instant.EPOCH, null);
    }

    /** Two bytes a number: the bias is too small to be seen. */
    private static int number(byte[] seed, int index, int bound) {
        return ((seed[2 * index] & 0xff) << 8 | seed[2 * index + 1] & 0xff) % bound;
    }
}
