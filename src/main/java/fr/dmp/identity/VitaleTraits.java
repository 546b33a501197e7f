package fr.dmp.identity;

import java.time.LocalDate;

/**
 * What a Vitale card shows.
 *
 * @param serial the card's serial number, as printed
 */
public record VitaleTraits(Nir nir, String serial, String familyName, String givenNames, LocalDate birthDate) {

    @Override
    public String toString() {
        return "VitaleTraits";
    }
}
