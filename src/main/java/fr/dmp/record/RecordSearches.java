package fr.dmp.record;

import fr.dmp.access.Authorizations;
import fr.dmp.identity.Nir;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import fr.dmp.signin.ProfessionalSession;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a professional finds the record of someone whom they know. */
public interface RecordSearches {

    /**
     * The records of whoever is meant, five at most; of people without a record nothing is told, and a record that is hidden
     * from this professional is as if there were none. The search is traced in each record that it meets.
     *
     * <p>Called outside of any transaction: the limits count on a connection of their own.
     *
     * @throws Refusal {@code invalid-input}; {@code search-too-wide} where more people than that have the same traits;
     *     {@code too-many-requests}
     */
    List<Found> find(ProfessionalSession by, Question question);

    /**
     * Who is looked for, as it was typed: a NIR with its key, all three traits, or what an emergency card says. Shape of the
     * API's body.
     *
     * @param givenName the first of the given names, or all of them
     * @param birthDate {@code 1979-03-28}
     * @param card its code, or the whole address that was scanned
     */
    record Question(
            @Nullable String nir,
            @Nullable String familyName,
            @Nullable String givenName,
            @Nullable String birthDate,
            @Nullable String card) {

        private static final int LONGEST = 100;
        private static final int LONGEST_CARD = 300;

        /** @throws Refusal {@code invalid-input}, a sentence for each field */
        Wanted check(PresentedCards cards) {
            List<Fault> faults = new ArrayList<>();
            Wanted wanted = wanted(cards, faults);
            if (!faults.isEmpty()) {
                throw Refusal.invalid(faults);
            }
            return wanted;
        }

        private Wanted wanted(PresentedCards cards, List<Fault> faults) {
            if (!blank(card)) {
                return byCard(cards, faults);
            }
            return blank(nir) ? byTraits(faults) : byNumber(faults);
        }

        private Wanted byCard(PresentedCards cards, List<Fault> faults) {
            if (!blank(nir) || !blank(familyName) || !blank(givenName) || !blank(birthDate)) {
                faults.add(new Fault("/card", "fault.nir-or-traits"));
            }
            String code = String.valueOf(card);
            if (code.length() > LONGEST_CARD || !cards.readable(code)) {
                faults.add(new Fault("/card", "fault.card"));
            }
            return new Wanted(null, "", "", LocalDate.EPOCH, code);
        }

        private Wanted byNumber(List<Fault> faults) {
            if (!blank(familyName) || !blank(givenName) || !blank(birthDate)) {
                faults.add(new Fault("/nir", "fault.nir-or-traits"));
            }
            @Nullable Nir number = Nir.of(String.valueOf(nir)).orElse(null);
            if (number == null) {
                faults.add(new Fault("/nir", "fault.nir"));
            }
            return new Wanted(number, "", "", LocalDate.EPOCH, null);
        }

        private Wanted byTraits(List<Fault> faults) {
            return new Wanted(
                    null,
                    name("/familyName", familyName, faults),
                    name("/givenName", givenName, faults),
                    day(faults),
                    null);
        }

        private static String name(String pointer, @Nullable String typed, List<Fault> faults) {
            if (typed == null || blank(typed)) {
                faults.add(new Fault(pointer, "fault.required"));
                return "";
            }
            if (typed.length() > LONGEST) {
                faults.add(new Fault(pointer, "fault.too-long"));
            }
            return typed;
        }

        private LocalDate day(List<Fault> faults) {
            if (birthDate == null || blank(birthDate)) {
                faults.add(new Fault("/birthDate", "fault.required"));
                return LocalDate.EPOCH;
            }
            try {
                return LocalDate.parse(birthDate.strip());
            } catch (DateTimeException e) {
                faults.add(new Fault("/birthDate", "fault.date"));
                return LocalDate.EPOCH;
            }
        }

        private static boolean blank(@Nullable String typed) {
            return typed == null || typed.isBlank();
        }

        @Override
        public String toString() {
            return "Question";
        }
    }

    /**
     * @param authorization how the professional stands with the record
     * @param until when that ends or ended
     * @param treating whether they have the treating physician's rights
     */
    record Found(
            UUID record,
            Holder holder,
            RecordStatus status,
            Authorizations.Status authorization,
            @Nullable Instant until,
            boolean treating) {}

    /** @param givenName all of the given names on file */
    record Holder(String familyName, String givenName, int birthYear) {
        @Override
        public String toString() {
            return "Holder";
        }
    }
}
