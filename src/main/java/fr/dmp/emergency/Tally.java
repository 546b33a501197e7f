package fr.dmp.emergency;

import org.jspecify.annotations.Nullable;

/**
 * How many emergency accesses a professional opened within the time that is looked at.
 *
 * @param profession code of it
 * @param setting where, or in what, they work; absent where it isn't known
 */
public record Tally(String professional, String profession, @Nullable String setting, int accesses) {

    @Override
    public String toString() {
        return "Tally[" + accesses + "]";
    }
}
