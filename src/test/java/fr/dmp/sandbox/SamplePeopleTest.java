package fr.dmp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.identity.InsuredDirectory.Delivered;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals.Registration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sample people are such as the program must be able to deal with, and none of them can be reached. */
class SamplePeopleTest {

    private final SamplePeople people = new SamplePeople();

    @Test
    void areEnoughAndOfEveryKind() {
        List<InsuredPerson> insured =
                people.insured().stream().map(Delivered::person).toList();
        assertThat(insured)
                .hasSizeGreaterThanOrEqualTo(30)
                .extracting(InsuredPerson::nir)
                .doesNotHaveDuplicates();
        assertThat(insured).extracting(InsuredPerson::regime).contains("1", "2", "4", "6", "7", "8", "10", "90");
        assertThat(insured).extracting(person -> person.nir().value()).anyMatch(nir -> nir.substring(5, 7)
                .equals("2A"));
        assertThat(insured).extracting(person -> person.nir().value()).anyMatch(nir -> nir.charAt(0) > '2');
        assertThat(insured).extracting(InsuredPerson::familyName).anyMatch(name -> name.contains("'"));
        assertThat(insured).extracting(InsuredPerson::givenNames).anyMatch(name -> name.contains("-"));
        assertThat(insured).extracting(InsuredPerson::givenNames).anyMatch(name -> name.contains(" "));
        assertThat(insured).anyMatch(person -> !person.address().complete());
        assertThat(insured).anyMatch(person -> person.vitaleSerial() == null);
        assertThat(people.insured())
                .anyMatch(delivered ->
                        delivered.mobile().isEmpty() && delivered.email().isEmpty());
    }

    /** A NIR begins with the sex, year and month of birth; a provisional one with 7 or 8. */
    @Test
    void numbersAgreeWithBirthAndSex() {
        assertThat(people.insured()).extracting(Delivered::person).allSatisfy(person -> {
            String nir = person.nir().value();
            assertThat(nir.charAt(0)).isIn(person.sex().equals("M") ? List.of('1', '7') : List.of('2', '8'));
            assertThat(nir.substring(1, 3))
                    .isEqualTo("%02d".formatted(person.birthDate().getYear() % 100));
            assertThat(nir.substring(3, 5))
                    .isEqualTo("%02d".formatted(person.birthDate().getMonthValue()));
        });
    }

    /** Numbers that are set apart for fiction, and a domain that nobody can have mail at. */
    @Test
    void canNotBeReached() {
        assertThat(people.insured())
                .allSatisfy(delivered ->
                        assertThat(delivered.mobile().orElse("+33639980000")).matches("\\+3363998\\d{4}"))
                .allSatisfy(delivered ->
                        assertThat(delivered.email().orElse("x@exemple.fr")).endsWith("@exemple.fr"));
    }

    @Test
    void childrenHaveParentsWhoAreGrownUp() {
        var byNir = people.insured().stream()
                .map(Delivered::person)
                .collect(Collectors.toMap(InsuredPerson::nir, person -> person));
        assertThat(people.represented()).hasSizeGreaterThanOrEqualTo(4).allSatisfy(pair -> {
            LocalDate child = byNir.get(pair.person()).birthDate();
            LocalDate grownUp = byNir.get(pair.representative()).birthDate();
            assertThat(child).isAfter(LocalDate.of(2008, 1, 1));
            assertThat(grownUp).isBefore(LocalDate.of(2002, 1, 1));
        });
    }

    @Test
    void professionalsAreOfEveryKindWithRightNumbers() {
        List<Professional> professionals =
                people.professionals().stream().map(Registration::professional).toList();
        assertThat(professionals).hasSizeGreaterThanOrEqualTo(12).allSatisfy(professional -> {
            assertThat(professional.rpps()).matches("\\d{11}");
            assertThat(luhn(professional.rpps())).isZero();
        });
        assertThat(professionals).extracting(Professional::profession).contains("10", "21", "40", "50", "60");
        assertThat(professionals).anyMatch(Professional::regulation).anyMatch(Professional::struckOff);
        assertThat(people.treating()).extracting(SamplePeople.Treating::rpps).allSatisfy(rpps -> assertThat(
                        professionals)
                .anyMatch(p -> p.rpps().equals(rpps) && p.profession().equals("10") && !p.struckOff()));
    }

    private static int luhn(String number) {
        return IntStream.range(0, number.length())
                        .map(i -> {
                            int digit = Character.digit(number.charAt(number.length() - 1 - i), 10);
                            int weighed = i % 2 == 1 ? 2 * digit : digit;
                            return weighed > 9 ? weighed - 9 : weighed;
                        })
                        .sum()
                % 10;
    }
}
