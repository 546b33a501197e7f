package fr.dmp.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.identity.TraitsComparison.Trait;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names are folded; everything else is the same to the letter. */
class TraitsComparisonTest {

    private static final Nir NIR = Nir.of("279035121518989").orElseThrow();
    private static final LocalDate BORN = LocalDate.of(1979, 3, 28);

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            delimiter = '|',
            value = {
                "N'GUYEN-DUPONT | Élie | nguyen dupont | ELIE | FAMILY_NAME",
                "N'GUYEN-DUPONT | Élie | n guyen dupont | ELIE | none",
                "LE GOFF | Yvonne Marie | Le Goff | Marie-Yvonne | none",
                "MÜLLER | François-Xavier | Muller | Xavier François | none",
                "CŒUR | Anne | COEUR | anne | none",
                "MOREL | Claire Sophie | MOREL | Claire | GIVEN_NAMES",
                "MOREL | Claire | MORELLE | Claire | FAMILY_NAME",
                "MOREL | Claire | BERNARD | Julien | FAMILY_NAME GIVEN_NAMES"
            })
    void namesAreFolded(String onFileFamily, String onFileGiven, String family, String given, String differing) {
        VitaleTraits shown = new VitaleTraits(NIR, "S1", family, given, BORN);
        assertThat(TraitsComparison.differences(shown, onFile(onFileFamily, onFileGiven, "S1")))
                .containsExactlyInAnyOrder(
                        differing == null
                                ? new Trait[0]
                                : Arrays.stream(differing.split(" "))
                                        .map(Trait::valueOf)
                                        .toArray(Trait[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {"S1, S1, false", "S1, s1, true", "S1, S2, true", "S1, none, true"})
    void theSerialIsTheSameToTheLetter(String shown, String onFile, boolean differs) {
        VitaleTraits traits = new VitaleTraits(NIR, shown, "MOREL", "Claire", BORN);
        assertThat(TraitsComparison.differences(traits, onFile("MOREL", "Claire", onFile))
                        .contains(Trait.SERIAL))
                .isEqualTo(differs);
    }

    @ParameterizedTest
    @CsvSource({"1979-03-28, false", "1979-03-27, true", "1979-08-23, true"})
    void theBirthDateIsTheSame(LocalDate shown, boolean differs) {
        VitaleTraits traits = new VitaleTraits(NIR, "S1", "MOREL", "Claire", shown);
        assertThat(TraitsComparison.differences(traits, onFile("MOREL", "Claire", "S1"))
                        .contains(Trait.BIRTH_DATE))
                .isEqualTo(differs);
    }

    @ParameterizedTest
    @CsvSource({
        "SMS, +33639980178, 06 •• •• •• 78",
        "SMS, +262692000178, •• •• •• 78",
        "MAIL, julien.bernard@exemple.fr, j•••@exemple.fr",
        "MAIL, @exemple.fr, •••"
    })
    void contactsAreMasked(Channel channel, String value, String masked) {
        assertThat(Masked.of(channel, value)).isEqualTo(masked);
    }

    private static InsuredPerson onFile(String family, String given, String serial) {
        return new InsuredPerson(
                UUID.randomUUID(),
                NIR,
                family,
                given,
                BORN,
                "F",
                "1",
                "751",
                serial,
                new InsuredPerson.Address(null, null, null, null));
    }
}
