package fr.dmp.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import fr.dmp.recovery.Answers.Asked;
import fr.dmp.refusal.Refusal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What answers are worth against what is on file. */
class ClaimantTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);
    private static final String NIR = "279035121518989";
    private static final InsuredPerson ON_FILE = new InsuredPerson(
            UuidCreator.getTimeOrderedEpoch(),
            Nir.of(NIR).orElseThrow(),
            "LÉVÊQUE-D'ARTOIS",
            "Maïté",
            LocalDate.of(1979, 3, 28),
            "F",
            "1",
            "011",
            "8025000000123456789",
            new InsuredPerson.Address("12 bis RUE DE L'ÉGLISE", "Bât. C", "67000", "STRASBOURG"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Leveque d'artois | 1979-03-28 | 12 bis rue de l'eglise 67000 Strasbourg | 8025000000123456789 | ENOUGH | ENOUGH",
                "LEVEQUE D ARTOIS | 1979-03-28 | 12b r. Église, 67000 STRASBOURG | 8025 0000 0012 3456 789 | ENOUGH | ENOUGH",
                "Lévêque-d'Artois | 1979-03-28 | 14 rue de l'église 67000 Strasbourg | 8025000000123456789 | PARTIAL | ENOUGH",
                "Lévêque-d'Artois | 1979-03-28 | 12 rue de l'église 67100 Strasbourg | 8025000000123456789 | PARTIAL | ENOUGH",
                "Lévêque-d'Artois | 1979-03-28 | 12 rue de l'église 67000 Strasbourg | 1 | PARTIAL | ENOUGH",
                "Lévêque-d'Artois | 1979-03-28 | ici | 1 | PARTIAL | PARTIAL",
                "Lévêque | 1979-03-28 | 12 rue de l'église 67000 Strasbourg | 8025000000123456789 | NOT | NOT",
                "Lévêque-d'Artois | 1979-03-27 | 12 rue de l'église 67000 Strasbourg | 8025000000123456789 | NOT | NOT"
            })
    void onlineBothAreAskedForByPhoneOne(
            String name, String born, String address, String serial, Verdict byForm, Verdict byPhone) {
        Answers answers = new Answers(NIR, name, born, address, serial, null, null);
        assertThat(answers.check(TODAY, Asked.BY_FORM).against(ON_FILE, Asked.BY_FORM))
                .isEqualTo(byForm);
        assertThat(answers.check(TODAY, Asked.BY_PHONE).against(ON_FILE, Asked.BY_PHONE))
                .isEqualTo(byPhone);
    }

    @Test
    void nothingOnFileIsNeverLikeNothingSaid() {
        InsuredPerson bare = new InsuredPerson(
                ON_FILE.id(),
                ON_FILE.nir(),
                ON_FILE.familyName(),
                ON_FILE.givenNames(),
                ON_FILE.birthDate(),
                "F",
                "1",
                "011",
                null,
                new InsuredPerson.Address(null, null, null, null));
        Answers answers = new Answers(NIR, "Lévêque-d'Artois", "1979-03-28", "rue", null, null, null);
        assertThat(answers.check(TODAY, Asked.BY_PHONE).against(bare, Asked.BY_PHONE))
                .isEqualTo(Verdict.PARTIAL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "- | X | 1979-03-28 | a | b | - | /nir",
                "279035121518980 | X | 1979-03-28 | a | b | - | /nir",
                "279035121518989 | - | 1979-03-28 | a | b | - | /birthName",
                "279035121518989 | X | 28/03/1979 | a | b | - | /birthDate",
                "279035121518989 | X | 2027-01-01 | a | b | - | /birthDate",
                "279035121518989 | X | 1979-03-28 | - | b | - | /address",
                "279035121518989 | X | 1979-03-28 | a | - | - | /serial",
                "279035121518989 | X | 1979-03-28 | a | b | 12 | /phone",
                "279035121518989 | X | 1979-03-28 | a | b | appelez-moi | /phone"
            })
    void whatIsMissingOrWrongIsPointedAt(
            String nir, String name, String born, String address, String serial, String phone, String pointer) {
        Answers answers = new Answers(nir, name, born, address, serial, phone, null);
        assertThatThrownBy(() -> answers.check(TODAY, Asked.BY_FORM))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.faults())
                        .extracting(Refusal.Fault::pointer)
                        .containsExactly(pointer));
    }

    @ParameterizedTest
    @CsvSource({"12 rue X 67000 Strasbourg, 67000", "75116 Paris 12 rue Y 13001, 13001", "12 rue X, ", "123456, "})
    void thePostcodeIsTheLastOne(String address, String postcode) {
        Answers answers = new Answers(NIR, "X", "1979-03-28", address, "1", null, null);
        assertThat(answers.check(TODAY, Asked.BY_FORM).postcode().orElse(null)).isEqualTo(postcode);
    }
}
