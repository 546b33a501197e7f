package fr.dmp.record;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** People of a test's own, each new. */
public final class SomePeople {

    /** Begins anywhere, for the database may still have the people of an earlier run. */
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(10_000_000));

    private SomePeople() {}

    /** Someone of the régime général with a mobile on file. */
    public static Someone anyone() {
        return of("1", "01C751");
    }

    public static Someone of(String regime, String fund) {
        // The last digits of a mobile tell the sandbox's phone what to play: none of its endings is a seven.
        String tail = "%07d7".formatted(Math.floorMod(NEXT.getAndIncrement(), 10_000_000));
        String thirteen = "16001" + tail;
        String nir = thirteen + "%02d".formatted(97 - Long.parseLong(thirteen) % 97);
        return new Someone(Nir.of(nir).orElseThrow(), "25" + tail, regime, fund, "+336" + tail, tail + "@exemple.fr");
    }

    /** One person as the directory and their card have them. */
    public record Someone(Nir nir, String serial, String regime, String fund, String mobile, String email) {

        public Someone delivered(InsuredDirectory directory) {
            return delivered(directory, new InsuredPerson.Address("1 rue de la Paix", null, "75002", "PARIS"));
        }

        public Someone delivered(InsuredDirectory directory, InsuredPerson.Address address) {
            InsuredPerson person = new InsuredPerson(
                    UuidCreator.getTimeOrderedEpoch(),
                    nir,
                    "N'GUYEN-DUPONT",
                    "Élie Marie",
                    LocalDate.of(1960, 1, 17),
                    "M",
                    regime,
                    fund,
                    serial,
                    address);
            directory.takeIn(
                    List.of(new InsuredDirectory.Delivered(person, Optional.of(mobile), Optional.of(email))),
                    Instant.now());
            return this;
        }

        public Application application() {
            return application("N'Guyen Dupont", serial, mobile);
        }

        /** With another name on the card, which only a person can judge. */
        public Application otherName() {
            return application("Martin", serial, mobile);
        }

        public Application application(String familyName, String cardSerial, String reachedAt) {
            return new Application(
                    new Application.Vitale(nir.value(), cardSerial, familyName, "Marie Elie", "1960-01-17"),
                    new Application.Contact(reachedAt, null),
                    true,
                    null);
        }
    }
}
