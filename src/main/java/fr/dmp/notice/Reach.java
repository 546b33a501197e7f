package fr.dmp.notice;

import fr.dmp.identity.Channel;
import fr.dmp.identity.ContactPoint;
import fr.dmp.identity.Mobile;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * By which contact a person is told (P): their mobile, else their mail, else by letter to their postal address. This is
 * where a holder's own preference will come in.
 */
@Component
public class Reach {

    private static final List<Channel> ELECTRONIC = List.of(Channel.SMS, Channel.MAIL);

    private final Collection<Carrier> carriers;
    private final Clock clock;

    Reach(Collection<Carrier> carriers, Clock clock) {
        this.carriers = List.copyOf(carriers);
        this.clock = clock;
    }

    /** Whether the channel is set up here; letters always are. */
    public boolean carries(Channel channel) {
        return channel == Channel.LETTER || carriers.stream().anyMatch(carrier -> carrier.carries(channel));
    }

    /** The contact to begin with. */
    public ContactPoint first(UUID person, List<ContactPoint> contacts) {
        return next(person, contacts, Set.of()).orElseThrow();
    }

    /** All contacts by which they can be reached at once; by letter where there is none. */
    public List<ContactPoint> all(UUID person, List<ContactPoint> contacts) {
        List<ContactPoint> electronic = ELECTRONIC.stream()
                .filter(this::carries)
                .flatMap(channel -> contacts.stream().filter(contact -> usable(contact, channel)))
                .toList();
        return electronic.isEmpty() ? List.of(first(person, contacts)) : electronic;
    }

    /** The contact to go on with after some channels failed; empty once letters did, too. */
    public Optional<ContactPoint> next(UUID person, List<ContactPoint> contacts, Set<Channel> failed) {
        return ELECTRONIC.stream()
                .filter(channel -> !failed.contains(channel) && carries(channel))
                .flatMap(channel -> contacts.stream().filter(contact -> usable(contact, channel)))
                .findFirst()
                .or(() -> Optional.of(new ContactPoint(Channel.LETTER, person.toString(), clock.instant(), null))
                        .filter(letter -> !failed.contains(Channel.LETTER)));
    }

    private static boolean usable(ContactPoint contact, Channel channel) {
        return contact.channel() == channel && (channel != Channel.SMS || Mobile.allowed(contact.value()));
    }
}
