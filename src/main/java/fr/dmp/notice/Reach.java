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
 * By which contact a person is told (P): in the order in which the directory names them, the one that they prefer first,
 * else by letter to their postal address.
 */
@Component
public class Reach {

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
        List<ContactPoint> electronic = contacts.stream().filter(this::usable).toList();
        return electronic.isEmpty() ? List.of(first(person, contacts)) : electronic;
    }

    /** The contact to go on with after some channels failed; empty once letters did, too. */
    public Optional<ContactPoint> next(UUID person, List<ContactPoint> contacts, Set<Channel> failed) {
        return contacts.stream()
                .filter(contact -> !failed.contains(contact.channel()) && usable(contact))
                .findFirst()
                .or(() -> Optional.of(new ContactPoint(Channel.LETTER, person.toString(), clock.instant(), null))
                        .filter(letter -> !failed.contains(Channel.LETTER)));
    }

    private boolean usable(ContactPoint contact) {
        return carries(contact.channel()) && (contact.channel() != Channel.SMS || Mobile.allowed(contact.value()));
    }
}
