package fr.dmp.record;

import fr.dmp.identity.MailAddress;
import fr.dmp.identity.Mobile;
import java.util.Optional;

/** Contacts as people type them, normalised as the insured directory has them. */
final class Contacts {

    private Contacts() {}

    /** A mobile as E.164, as people write it in France or with its country; empty for one that gets no SMS. */
    static Optional<String> mobile(String typed) {
        return Mobile.e164(typed);
    }

    /** A mail address in lower case; empty for anything else, line ends above all. */
    static Optional<String> mail(String typed) {
        return MailAddress.normal(typed);
    }
}
