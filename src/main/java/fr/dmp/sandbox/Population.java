package fr.dmp.sandbox;

import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Representatives;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Settles the sample people at the first start; at the following ones it finds them, as they have become meanwhile. */
@Component
@Profile("sandbox")
@Order(Population.FIRST)
class Population implements ApplicationRunner {

    static final int FIRST = 10;

    private final SamplePeople people;
    private final InsuredDirectory directory;
    private final Professionals professionals;
    private final Representatives representatives;

    Population(
            SamplePeople people,
            InsuredDirectory directory,
            Professionals professionals,
            Representatives representatives) {
        this.people = people;
        this.directory = directory;
        this.professionals = professionals;
        this.representatives = representatives;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (settled()) {
            return;
        }
        professionals.register(people.professionals());
        // Whatever is delivered of them is newer.
        directory.takeIn(people.insured(), Instant.EPOCH);
        Map<Nir, UUID> ids = people.insured().stream()
                .map(delivered -> directory.find(delivered.person().nir()).orElseThrow())
                .collect(Collectors.toMap(InsuredPerson::nir, InsuredPerson::id, (one, other) -> one));
        people.treating().forEach(t -> professionals.declareTreating(ids.get(t.person()), t.rpps(), t.since()));
        people.represented()
                .forEach(r ->
                        representatives.declare(ids.get(r.person()), ids.get(r.representative()), r.kind(), r.since()));
    }

    /** The last things done are looked for, so that a first start cut short is taken up again. */
    private boolean settled() {
        var last = people.represented().get(people.represented().size() - 1);
        return directory
                .find(last.person())
                .map(person -> !representatives.of(person.id()).isEmpty())
                .orElse(false);
    }
}
