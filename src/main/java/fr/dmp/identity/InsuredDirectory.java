package fr.dmp.identity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The insured people whom the Assurance Maladie delivered, found by their NIR's keyed digest. */
public interface InsuredDirectory {

    Optional<InsuredPerson> find(Nir nir);

    /**
     * The people of that family name and day of birth who bear this given name: all of theirs, in any order, or the first of
     * them. Names are compared without case, accents and separators.
     */
    List<InsuredPerson> named(String familyName, String givenName, LocalDate birthDate);

    /** A person known to be on file; {@link IllegalStateException} for a wrong id. */
    InsuredPerson get(UUID person);

    /** The NIR of each of these people, set-wise; nobody for a wrong id. */
    Map<UUID, Nir> nirs(Collection<UUID> people);

    /** The people of these NIRs who are on file, set-wise. */
    Map<Nir, UUID> ids(Collection<Nir> nirs);

    /**
     * SMS and mail contact points that count now, at most one of each; the one by which the person wishes to be told
     * first, else SMS.
     */
    List<ContactPoint> contacts(UUID person);

    /** By which channel the person wishes to be told: SMS, as long as they didn't say so. */
    Channel toldBy(UUID person);

    /** @param channel SMS or MAIL */
    void tellBy(UUID person, Channel channel);

    /**
     * Adds a contact that the person gave face to face, their card in hand, where none of its channel is on file; one that
     * is stays as it is.
     */
    void addContact(UUID person, Channel channel, String value);

    /** The keyed digest by which a NIR is found; 32 bytes, useless without the house's key. */
    byte[] digest(Nir nir);

    /**
     * Adds or renews people in one set; the order of lines decides among the same NIR, the last wins. A contact delivered
     * before that the line leaves out goes. Of whom something newer is on file, that stays, contacts included; and so does
     * what the holder set or took away themselves.
     *
     * @param told when what is known of them was
     * @return how many lines change nothing, because something newer is on file
     */
    int takeIn(List<Delivered> people, Instant told);

    /** One line of an {@code insured} delivery, checked. Contacts are normalised: E.164, lower-case mail. */
    record Delivered(InsuredPerson person, Optional<String> mobile, Optional<String> email) {
        @Override
        public String toString() {
            return "Delivered[" + person.id() + "]";
        }
    }
}
