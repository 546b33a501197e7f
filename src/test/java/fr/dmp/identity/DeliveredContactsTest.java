package fr.dmp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory.Delivered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What a line says of a person's contacts, and what it leaves out. */
@SandboxTest
class DeliveredContactsTest {

    private static final Optional<String> MOBILE = Optional.of("+33639980101");
    private static final Optional<String> MAIL = Optional.of("zoe@exemple.fr");

    @Autowired
    private InsuredDirectory directory;

    private final Nir nir = Holders.nir();

    @Test
    void aContactThatTheNextLineLeavesOutIsNoLongerOnFile() {
        deliver(MOBILE, MAIL);
        assertThat(onFile()).containsExactlyInAnyOrder("+33639980101", "zoe@exemple.fr");
        deliver(Optional.empty(), MAIL);
        assertThat(onFile()).containsExactly("zoe@exemple.fr");
        deliver(MOBILE, Optional.empty());
        assertThat(onFile()).containsExactly("+33639980101");
        deliver(Optional.empty(), Optional.empty());
        assertThat(onFile()).isEmpty();
    }

    @Test
    void aContactThatThePersonGaveStays() {
        deliver(Optional.empty(), MAIL);
        directory.addContact(person(), Channel.SMS, "+33639980102");
        deliver(Optional.empty(), Optional.empty());
        assertThat(onFile()).containsExactly("+33639980102");
    }

    @Test
    void whatIsOlderThanWhatIsOnFileChangesNothing() {
        Instant now = Instant.now();
        Delivered one = new Delivered(Holders.someone(nir), MOBILE, Optional.empty());
        Delivered other = new Delivered(Holders.someone(nir), Optional.empty(), MAIL);
        assertThat(directory.takeIn(List.of(one), now)).isZero();
        assertThat(directory.takeIn(List.of(other, other), now.minusSeconds(1))).isEqualTo(2);
        assertThat(onFile()).containsExactly("+33639980101");
        assertThat(directory.takeIn(List.of(other), now)).as("of the same file").isZero();
        assertThat(onFile()).containsExactly("zoe@exemple.fr");
    }

    private void deliver(Optional<String> mobile, Optional<String> mail) {
        directory.takeIn(List.of(new Delivered(Holders.someone(nir), mobile, mail)), Instant.now());
    }

    private UUID person() {
        return directory.find(nir).orElseThrow().id();
    }

    private List<String> onFile() {
        return directory.contacts(person()).stream().map(ContactPoint::value).toList();
    }
}
