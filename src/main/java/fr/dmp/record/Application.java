package fr.dmp.record;

import fr.dmp.identity.MailAddress;
import fr.dmp.identity.Mobile;
import fr.dmp.identity.Nir;
import fr.dmp.identity.VitaleTraits;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is typed to have a record opened, as it was typed: any field may be missing or wrong. Shape of the API's body.
 *
 * @param consent whether the holder consents; without it nothing is created
 * @param emergency absent settings are on
 */
public record Application(
        @Nullable Vitale vitale, @Nullable Contact contact, @Nullable Boolean consent, @Nullable Emergency emergency) {

    /** What the card shows; {@code birthDate} as {@code 1979-03-28}. */
    public record Vitale(
            @Nullable String nir,
            @Nullable String serial,
            @Nullable String familyName,
            @Nullable String givenNames,
            @Nullable String birthDate) {

        @Override
        public String toString() {
            return "Vitale";
        }
    }

    /** Where to reach the person; the mobile comes first where both are given. */
    public record Contact(@Nullable String mobile, @Nullable String email) {

        /**
         * What is wrong with what was typed, at {@code /contact/mobile} and {@code /contact/email}; nothing where nothing
         * was typed. For pages that ask for it before the consent.
         */
        public List<Fault> faults() {
            List<Fault> faults = new ArrayList<>();
            typed(mobile)
                    .filter(number -> Mobile.e164(number).isEmpty())
                    .ifPresent(number -> faults.add(new Fault("/contact/mobile", "fault.mobile")));
            typed(email)
                    .filter(address -> MailAddress.normal(address).isEmpty())
                    .ifPresent(address -> faults.add(new Fault("/contact/email", "fault.email")));
            return List.copyOf(faults);
        }

        @Override
        public String toString() {
            return "Contact";
        }
    }

    /** On unless unticked. */
    public record Emergency(@Nullable Boolean breakGlass, @Nullable Boolean regulation) {}

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_SERIAL = 30;

    /**
     * What was typed, checked.
     *
     * @throws Refusal {@code consent-required} before all else; {@code invalid-input} with a sentence for each field
     */
    Applicant check(LocalDate today) {
        if (!Boolean.TRUE.equals(consent)) {
            throw Refusal.unacceptable("consent-required");
        }
        List<Fault> faults = new ArrayList<>();
        Optional<VitaleTraits> traits = traits(today, faults);
        Contact reached = contact == null ? new Contact(null, null) : contact;
        faults.addAll(reached.faults());
        if (!faults.isEmpty() || traits.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return new Applicant(
                traits.get(),
                typed(reached.mobile()).flatMap(Mobile::e164),
                typed(reached.email()).flatMap(MailAddress::normal),
                settings());
    }

    private Optional<VitaleTraits> traits(LocalDate today, List<Fault> faults) {
        Vitale shown = vitale == null ? new Vitale(null, null, null, null, null) : vitale;
        Optional<Nir> nir = required("/vitale/nir", shown.nir(), LONGEST_SERIAL, faults)
                .flatMap(typed -> orFault(Nir.of(typed), "/vitale/nir", "fault.nir", faults));
        Optional<String> serial = required("/vitale/serial", shown.serial(), LONGEST_SERIAL, faults);
        Optional<String> family = required("/vitale/familyName", shown.familyName(), LONGEST_NAME, faults);
        Optional<String> given = required("/vitale/givenNames", shown.givenNames(), LONGEST_NAME, faults);
        Optional<LocalDate> birth = required("/vitale/birthDate", shown.birthDate(), LONGEST_SERIAL, faults)
                .flatMap(typed -> birthDate(typed, today, faults));
        return faults.isEmpty()
                ? Optional.of(new VitaleTraits(nir.get(), serial.get(), family.get(), given.get(), birth.get()))
                : Optional.empty();
    }

    private static Optional<LocalDate> birthDate(String typed, LocalDate today, List<Fault> faults) {
        try {
            LocalDate date = LocalDate.parse(typed);
            if (date.isAfter(today)) {
                faults.add(new Fault("/vitale/birthDate", "fault.birth-date-future"));
                return Optional.empty();
            }
            return Optional.of(date);
        } catch (DateTimeParseException e) {
            faults.add(new Fault("/vitale/birthDate", "fault.date"));
            return Optional.empty();
        }
    }

    private static Optional<String> required(String pointer, @Nullable String value, int longest, List<Fault> faults) {
        Optional<String> typed = typed(value);
        if (typed.isEmpty()) {
            faults.add(new Fault(pointer, "fault.required"));
        } else if (typed.get().length() > longest) {
            faults.add(new Fault(pointer, "fault.too-long"));
            return Optional.empty();
        }
        return typed;
    }

    private static <T> Optional<T> orFault(Optional<T> value, String pointer, String message, List<Fault> faults) {
        if (value.isEmpty()) {
            faults.add(new Fault(pointer, message));
        }
        return value;
    }

    private static Optional<String> typed(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private Records.EmergencySettings settings() {
        return emergency == null
                ? new Records.EmergencySettings(true, true)
                : new Records.EmergencySettings(
                        !Boolean.FALSE.equals(emergency.breakGlass()), !Boolean.FALSE.equals(emergency.regulation()));
    }

    @Override
    public String toString() {
        return "Application";
    }
}
