package fr.dmp.identity;

import org.jspecify.annotations.Nullable;

/**
 * A professional of the directory.
 *
 * @param rpps 11 digits
 * @param profession code of the profession, {@code 10} doctor, {@code 21} pharmacist (1.2.250.1.71.1.2.7)
 * @param regulation a SAMU's regulating doctor
 */
public record Professional(
        String rpps,
        String familyName,
        String givenName,
        String profession,
        @Nullable String specialty,
        @Nullable String organization,
        @Nullable String city,
        boolean regulation,
        boolean struckOff) {

    /** As a person reads it: {@code Claire MARTIN}. */
    public String name() {
        return givenName + " " + familyName;
    }

    @Override
    public String toString() {
        return "Professional";
    }
}
