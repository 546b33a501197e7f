package fr.dmp.signin;

import fr.dmp.identity.Channel;
import fr.dmp.identity.ContactPoint;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.Mobile;
import fr.dmp.notice.Notices;
import fr.dmp.vault.HouseKeys;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where a code goes; for an account without a usable contact, or without an account, where it would seem to go. */
@Component
class Destinations {

    private final InsuredDirectory people;
    private final Notices notices;
    private final Decoys decoys;
    private final HouseKeys keys;

    Destinations(InsuredDirectory people, Notices notices, Decoys decoys, HouseKeys keys) {
        this.people = people;
        this.notices = notices;
        this.decoys = decoys;
        this.keys = keys;
    }

    /** @param real whether someone reads what is sent there */
    record Destination(ContactPoint contact, boolean real) {}

    /**
     * The contact of the preferred channel, else of the other one.
     *
     * @param person absent, or unknown, for an identifier that nobody has
     */
    Destination choose(UUID person, byte[] identifierDigest, @Nullable Channel preferred) {
        List<ContactPoint> usable =
                people.contacts(person).stream().filter(this::usable).toList();
        List<ContactPoint> imagined = decoys.contacts(
                keys.digest("sign-in-decoy", HexFormat.of().formatHex(identifierDigest)), notices::carries);
        return pick(usable, preferred)
                .map(contact -> new Destination(contact, true))
                .orElseGet(() -> new Destination(pick(imagined, preferred).orElseThrow(), false));
    }

    private static Optional<ContactPoint> pick(List<ContactPoint> contacts, @Nullable Channel preferred) {
        Stream<Channel> order =
                preferred == Channel.MAIL ? Stream.of(Channel.MAIL, Channel.SMS) : Stream.of(Channel.SMS, Channel.MAIL);
        return order.flatMap(channel -> contacts.stream().filter(contact -> contact.channel() == channel))
                .findFirst();
    }

    private boolean usable(ContactPoint contact) {
        return notices.carries(contact.channel())
                && (contact.channel() != Channel.SMS || Mobile.allowed(contact.value()));
    }
}
