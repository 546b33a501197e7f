package fr.dmp.recovery;

import fr.dmp.identity.Nir;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody answers who lost their credentials, as it was typed: any field may be missing or wrong. Shape of the API's
 * body.
 *
 * @param birthDate {@code 1979-03-28}
 * @param address as a letter has it, in one line or several
 * @param serial the Vitale card's; by phone either this or the address may be left out
 * @param phone where to be called, landline or mobile; without one nobody calls
 * @param lost both where it is left out
 */
public record Answers(
        @Nullable String nir,
        @Nullable String birthName,
        @Nullable String birthDate,
        @Nullable String address,
        @Nullable String serial,
        @Nullable String phone,
        @Nullable Lost lost) {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_ADDRESS = 300;
    private static final int LONGEST_NUMBER = 30;
    private static final Pattern PHONE = Pattern.compile("(\\+|00)?[0-9]{9,15}");

    /**
     * What was typed, checked.
     *
     * @param byPhone whether a caller may have left out address or serial
     * @throws Refusal {@code invalid-input} with a sentence for each field
     */
    Claimant check(LocalDate today, Asked byPhone) {
        List<Fault> faults = new ArrayList<>();
        Optional<Nir> number = required("/nir", nir, LONGEST_NUMBER, faults).flatMap(typed -> {
            Optional<Nir> read = Nir.of(typed);
            if (read.isEmpty()) {
                faults.add(new Fault("/nir", "fault.nir"));
            }
            return read;
        });
        Optional<String> name = required("/birthName", birthName, LONGEST_NAME, faults);
        Optional<LocalDate> born = required("/birthDate", birthDate, LONGEST_NUMBER, faults)
                .flatMap(typed -> birthDate(typed, today, faults));
        Optional<String> lives = optional("/address", address, LONGEST_ADDRESS, faults);
        Optional<String> card = optional("/serial", serial, LONGEST_NUMBER, faults);
        if (byPhone == Asked.BY_FORM || lives.isEmpty() && card.isEmpty()) {
            lives.or(() -> missing("/address", faults));
            card.or(() -> missing("/serial", faults));
        }
        Optional<String> call =
                optional("/phone", phone, LONGEST_NUMBER, faults).map(Answers::digits);
        call.filter(typed -> !PHONE.matcher(typed).matches())
                .ifPresent(typed -> faults.add(new Fault("/phone", "fault.phone")));
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        return new Claimant(
                number.orElseThrow(),
                name.orElseThrow(),
                born.orElseThrow(),
                lives.orElse(""),
                card.orElse(""),
                call.orElse(null),
                lost == null ? Lost.BOTH : lost);
    }

    /** The same, to be called at that number. */
    Answers calledAt(@Nullable String number) {
        return new Answers(nir, birthName, birthDate, address, serial, number, lost);
    }

    /** From which side the answers come. */
    enum Asked {
        BY_PHONE,
        BY_FORM
    }

    private static String digits(String typed) {
        return typed.replaceAll("[\\s.()\\u00A0\\u202F-]", "");
    }

    private static Optional<String> missing(String pointer, List<Fault> faults) {
        if (faults.stream().noneMatch(fault -> fault.pointer().equals(pointer))) {
            faults.add(new Fault(pointer, "fault.required"));
        }
        return Optional.empty();
    }

    private static Optional<LocalDate> birthDate(String typed, LocalDate today, List<Fault> faults) {
        try {
            LocalDate date = LocalDate.parse(typed);
            if (date.isAfter(today)) {
                faults.add(new Fault("/birthDate", "fault.birth-date-future"));
                return Optional.empty();
            }
            return Optional.of(date);
        } catch (DateTimeParseException e) {
            faults.add(new Fault("/birthDate", "fault.date"));
            return Optional.empty();
        }
    }

    private static Optional<String> required(String pointer, @Nullable String value, int longest, List<Fault> faults) {
        Optional<String> typed = optional(pointer, value, longest, faults);
        return typed.isEmpty() ? missing(pointer, faults) : typed;
    }

    private static Optional<String> optional(String pointer, @Nullable String value, int longest, List<Fault> faults) {
        Optional<String> typed = Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
        if (typed.isPresent() && typed.get().length() > longest) {
            faults.add(new Fault(pointer, "fault.too-long"));
            return Optional.empty();
        }
        return typed;
    }

    @Override
    public String toString() {
        return "Answers";
    }
}
