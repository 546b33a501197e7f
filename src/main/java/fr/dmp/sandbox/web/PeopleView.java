package fr.dmp.sandbox.web;

import fr.dmp.identity.Channel;
import fr.dmp.identity.ContactPoint;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals.Registration;
import fr.dmp.record.Records;
import fr.dmp.sandbox.DemoHolders;
import fr.dmp.sandbox.DemoHolders.SignInWith;
import fr.dmp.sandbox.OnlineEligibility;
import fr.dmp.sandbox.SamplePeople;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The sample people as they stand now. */
@Component
@Profile("sandbox")
class PeopleView {

    private final SamplePeople people;
    private final InsuredDirectory directory;
    private final Records records;
    private final DemoHolders holders;
    private final OnlineEligibility eligibility;

    PeopleView(
            SamplePeople people,
            InsuredDirectory directory,
            Records records,
            DemoHolders holders,
            OnlineEligibility eligibility) {
        this.people = people;
        this.directory = directory;
        this.records = records;
        this.holders = holders;
        this.eligibility = eligibility;
    }

    record Vitale(String nir, @Nullable String serial, String familyName, String givenNames, LocalDate birthDate) {}

    record Contact(@Nullable String mobile, @Nullable String email) {}

    record SampleInsured(
            Vitale vitale,
            Contact contact,
            String regime,
            String fund,
            boolean onlineEligible,
            @Nullable UUID record,
            @Nullable SignInWith signIn) {}

    record SampleProfessional(
            String rpps,
            String name,
            String profession,
            @Nullable String specialty,
            boolean regulation,
            boolean struckOff,
            List<String> treatingOf) {}

    List<SampleInsured> insured() {
        return people.insured().stream()
                .map(delivered -> delivered.person().nir())
                .map(directory::find)
                .flatMap(Optional::stream)
                .map(this::insured)
                .toList();
    }

    private SampleInsured insured(InsuredPerson person) {
        return new SampleInsured(
                new Vitale(
                        person.nir().value(),
                        person.vitaleSerial(),
                        person.familyName(),
                        person.givenNames(),
                        person.birthDate()),
                contact(directory.contacts(person.id())),
                person.regime(),
                person.fund(),
                eligibility.eligible(person.regime(), person.fund()),
                records.ofPerson(person.id()).map(Records.Summary::record).orElse(null),
                holders.signIn(person.id()).orElse(null));
    }

    private static Contact contact(List<ContactPoint> points) {
        return new Contact(value(points, Channel.SMS), value(points, Channel.MAIL));
    }

    private static @Nullable String value(List<ContactPoint> points, Channel channel) {
        return points.stream()
                .filter(point -> point.channel() == channel)
                .map(ContactPoint::value)
                .findFirst()
                .orElse(null);
    }

    List<SampleProfessional> professionals() {
        return people.professionals().stream()
                .map(Registration::professional)
                .map(this::professional)
                .toList();
    }

    private SampleProfessional professional(Professional professional) {
        return new SampleProfessional(
                professional.rpps(),
                professional.name(),
                professional.profession(),
                professional.specialty(),
                professional.regulation(),
                professional.struckOff(),
                people.treating().stream()
                        .filter(treating -> treating.rpps().equals(professional.rpps()))
                        .map(treating -> treating.person().value())
                        .toList());
    }
}
