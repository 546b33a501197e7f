package fr.dmp.identity;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An insured person as the Assurance Maladie delivered them.
 *
 * @param sex {@code F} or {@code M}
 * @param regime code of the régime, {@code 1} to {@code 99}
 * @param fund code of the fund
 * @param vitaleSerial serial number of the card in use; absent where none has been issued
 */
public record InsuredPerson(
        UUID id,
        Nir nir,
        String familyName,
        String givenNames,
        LocalDate birthDate,
        String sex,
        String regime,
        String fund,
        @Nullable String vitaleSerial,
        Address address) {

    /** A postal address in France's lines. */
    public record Address(
            @Nullable String line1, @Nullable String line2, @Nullable String postcode, @Nullable String city) {

        public boolean complete() {
            return line1 != null && postcode != null && city != null;
        }

        @Override
        public String toString() {
            return "Address";
        }
    }

    @Override
    public String toString() {
        return "InsuredPerson[" + id + "]";
    }
}
