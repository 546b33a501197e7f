package fr.dmp.record;

import fr.dmp.identity.Channel;
import fr.dmp.identity.VitaleTraits;
import java.util.Optional;

/**
 * Who asks for a record, what they typed being well formed.
 *
 * @param mobile E.164
 * @param email in lower case
 */
record Applicant(
        VitaleTraits traits, Optional<String> mobile, Optional<String> email, Records.EmergencySettings emergency) {

    /** Where a code or a password can be sent: the mobile first. */
    record Reach(Channel channel, String destination) {}

    Optional<Reach> reach() {
        return mobile.map(value -> new Reach(Channel.SMS, value))
                .or(() -> email.map(value -> new Reach(Channel.MAIL, value)));
    }

    @Override
    public String toString() {
        return "Applicant";
    }
}
