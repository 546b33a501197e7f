package fr.dmp.notice;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** People on file for tests of notices: only what a notice needs of them. */
public final class Insured {

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(1_000_000));

    private Insured() {}

    /** Someone with no contact but a postal address. */
    public static UUID without(InsuredDirectory people) {
        return delivered(people, Optional.empty(), Optional.empty());
    }

    /** Someone with both contacts on file. */
    public static UUID with(InsuredDirectory people, String mobile, String mail) {
        return delivered(people, Optional.of(mobile), Optional.of(mail));
    }

    private static UUID delivered(InsuredDirectory people, Optional<String> mobile, Optional<String> mail) {
        InsuredPerson person = new InsuredPerson(
                UuidCreator.getTimeOrderedEpoch(),
                nir(),
                "ESSAI",
                "Camille",
                LocalDate.of(1980, 1, 1),
                "F",
                "1",
                "011",
                null,
                new InsuredPerson.Address("1 rue des Tests", null, "75001", "PARIS"));
        people.takeIn(List.of(new InsuredDirectory.Delivered(person, mobile, mail)), Instant.now());
        return person.id();
    }

    private static Nir nir() {
        long body = 2_80_01_75_000_000L + NEXT.getAndIncrement() % 1_000_000;
        return Nir.of(body + String.format("%02d", 97 - body % 97)).orElseThrow();
    }
}
