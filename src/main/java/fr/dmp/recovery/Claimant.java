package fr.dmp.recovery;

import fr.dmp.identity.Folding;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody says they are, checked for its form.
 *
 * @param address empty where it was left out, which it is by phone
 * @param serial likewise
 * @param phone digits, where to be called; absent where nobody is to call
 */
record Claimant(
        Nir nir,
        String birthName,
        LocalDate birthDate,
        String address,
        String serial,
        @Nullable String phone,
        Lost lost) {

    private static final Pattern POSTCODE = Pattern.compile("\\b[0-9]{5}\\b");

    /**
     * What the answers are worth against what is on file (P): name and day of birth always; online both address and card
     * serial, by phone, where somebody listens, one of them.
     */
    Verdict against(InsuredPerson onFile, Answers.Asked asked) {
        boolean named = birthDate.equals(onFile.birthDate())
                && Folding.words(birthName).equals(Folding.words(onFile.familyName()));
        if (!named) {
            return Verdict.NOT;
        }
        boolean card = !serial.isEmpty() && compact(serial).equals(compact(onFile.vitaleSerial()));
        boolean lives = PostalAddress.same(address, onFile.address());
        boolean enough = asked == Answers.Asked.BY_FORM ? card && lives : card || lives;
        return enough ? Verdict.ENOUGH : Verdict.PARTIAL;
    }

    /** The last five digits that stand alone in what was typed: where the offices' holidays are looked up. */
    Optional<String> postcode() {
        Matcher found = POSTCODE.matcher(address);
        String last = null;
        while (found.find()) {
            last = found.group();
        }
        return Optional.ofNullable(last);
    }

    private static String compact(@Nullable String serial) {
        return serial == null ? "" : serial.replaceAll("\\s", "");
    }

    @Override
    public String toString() {
        return "Claimant";
    }
}
