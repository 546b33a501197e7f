package fr.dmp.claims;

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
import org.springframework.jdbc.core.simple.JdbcClient;

/** People of this module's tests, each test's own; with a record, or without one. */
public final class Holders {

    private Holders() {}

    public static Nir nir() {
        long body = 2_85_01_75_000_000L + ThreadLocalRandom.current().nextInt(1_000_000);
        return Nir.of(body + String.format("%02d", 97 - body % 97)).orElseThrow();
    }

    public static InsuredPerson someone(Nir nir) {
        return new InsuredPerson(
                UuidCreator.getTimeOrderedEpoch(),
                nir,
                "D'ESSAI & FILS",
                "Camille",
                LocalDate.of(1985, 1, 1),
                "F",
                "1",
                "011",
                null,
                new InsuredPerson.Address("1 rue des Tests", null, "75001", "PARIS"));
    }

    /** Someone on file, without a record. */
    public static InsuredPerson insured(InsuredDirectory directory, Nir nir) {
        directory.takeIn(
                List.of(new InsuredDirectory.Delivered(someone(nir), Optional.of("+33612345678"), Optional.empty())),
                Instant.now());
        return directory.find(nir).orElseThrow();
    }

    /**
     * Opens a record as the table has it, long ago, wherever a test's clock stands; a former one of the same person out of
     * the way.
     */
    public static UUID open(JdbcClient jdbc, InsuredPerson person) {
        jdbc.sql("update dmp.record set status = 'DELETED' where person = ?")
                .param(person.id())
                .update();
        UUID record = UuidCreator.getTimeOrderedEpoch();
        jdbc.sql(
                        """
                        insert into dmp.record (id, person, status, opened_at, opened_by, opener_kind, opener, consent_at)
                        values (?, ?, 'ACTIVE', '2015-01-01', 'COUNTER', 'STAFF', 'caseworker', now())
                        """)
                .params(record, person.id())
                .update();
        return record;
    }
}
