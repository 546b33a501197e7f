package fr.dmp.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import fr.dmp.identity.Channel;
import fr.dmp.refusal.Refusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void goodInputIsNormalised() {
        Applicant applicant = application(
                        "2 79 03 51 215 189 89",
                        " 2510007922 ",
                        "1979-03-28",
                        "06 39 98 01 01",
                        "Jean@Exemple.FR",
                        true)
                .check(TODAY);
        assertThat(applicant.traits().nir().value()).isEqualTo("279035121518989");
        assertThat(applicant.traits().serial()).isEqualTo("2510007922");
        assertThat(applicant.email()).contains("jean@exemple.fr");
        assertThat(applicant.reach(channel -> true)).contains(new Applicant.Reach(Channel.SMS, "+33639980101"));
        assertThat(applicant.emergency()).isEqualTo(new Records.EmergencySettings(true, true));
    }

    @Test
    void whereNoSmsIsSentTheMailAddressIsReached() {
        Applicant both = application("279035121518989", "1", "1979-03-28", "0639980101", "jean@exemple.fr", true)
                .check(TODAY);
        Applicant mobileOnly = application("279035121518989", "1", "1979-03-28", "0639980101", null, true)
                .check(TODAY);
        assertThat(both.reach(Channel.MAIL::equals)).contains(new Applicant.Reach(Channel.MAIL, "jean@exemple.fr"));
        assertThat(mobileOnly.reach(Channel.MAIL::equals)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "279035121518980, 1, 1979-03-28, -, -, /vitale/nir, fault.nir",
                "-, 1, 1979-03-28, -, -, /vitale/nir, fault.required",
                "279035121518989, -, 1979-03-28, -, -, /vitale/serial, fault.required",
                "279035121518989, 1, 2026-11-24, -, -, /vitale/birthDate, fault.birth-date-future",
                "279035121518989, 1, 1979-02-30, -, -, /vitale/birthDate, fault.date",
                "279035121518989, 1, 28/03/1979, -, -, /vitale/birthDate, fault.date",
                "279035121518989, 1, 1979-03-28, 0112345678, -, /contact/mobile, fault.mobile",
                "279035121518989, 1, 1979-03-28, +882161234567, -, /contact/mobile, fault.mobile",
                "279035121518989, 1, 1979-03-28, -, moi@, /contact/email, fault.email",
                "279035121518989, 1, 1979-03-28, -, moi@a..fr, /contact/email, fault.email",
                "279035121518989, 123456789012345678901234567890123, 1979-03-28, -, -, /vitale/serial, fault.too-long"
            })
    void badInputIsToldWithItsPlace(
            @Nullable String nir,
            @Nullable String serial,
            String birthDate,
            @Nullable String mobile,
            @Nullable String email,
            String pointer,
            String message) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() ->
                        application(nir, serial, birthDate, mobile, email, true).check(TODAY))
                .satisfies(refusal -> assertThat(refusal.faults())
                        .extracting(Refusal.Fault::pointer, Refusal.Fault::message)
                        .containsExactly(tuple(pointer, message)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-", "false"})
    void consentComesBeforeAllElse(@Nullable Boolean consent) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> application("x", null, "x", "x", "x", consent).check(TODAY))
                .extracting(Refusal::slug)
                .isEqualTo("consent-required");
    }

    private static Application application(
            @Nullable String nir,
            @Nullable String serial,
            String birthDate,
            @Nullable String mobile,
            @Nullable String email,
            @Nullable Boolean consent) {
        return new Application(
                new Application.Vitale(nir, serial, "MARTIN", "Anne", birthDate),
                new Application.Contact(mobile, email),
                consent,
                null);
    }
}
