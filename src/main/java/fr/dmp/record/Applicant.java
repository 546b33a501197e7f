package fr.dmp.record;

import fr.dmp.identity.Channel;
import fr.dmp.identity.VitaleTraits;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who asks for a record, what they typed being well formed.
 *
 * @param mobile E.164
 * @param email in lower case
 */
record Applicant(
        VitaleTraits traits, Optional<String> mobile, Optional<String> email, Records.EmergencySettings emergency) {

    /** Where a code or a password can be sent: the mobile first. */
    record Reach(Channel channel, String destination) {

        @Override
        public String toString() {
            return "Reach[" + channel + "]";
        }
    }

    /** @param carried whether this installation sends by a channel: without an SMS account a mobile reaches nobody */
    Optional<Reach> reach(Predicate<Channel> carried) {
        return mobile.map(value -> new Reach(Channel.SMS, value))
                .filter(reach -> carried.test(reach.channel()))
                .or(() -> email.map(value -> new Reach(Channel.MAIL, value)));
    }

    @Override
    public String toString() {
        return "Applicant";
    }
}
