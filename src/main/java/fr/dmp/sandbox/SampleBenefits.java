package fr.dmp.sandbox;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What may be given or done to whom, with the codes of the real nomenclatures: nothing for the pregnant to a man, no
 * child's syrup to a grandfather; and to each person some of it again and again rather than all of it once.
 */
final class SampleBenefits {

    private static final List<Benefit> ALL = SampleFile.read("sandbox/claims.csv", SampleBenefits::benefit);
    private static final ConcurrentMap<Whom, Choice> CHOICES = new ConcurrentHashMap<>();

    /** Services of a table that a person gets at all, in a hundred (P). */
    private static final int OWN = 45;

    private static final int TRIES = 12;

    private SampleBenefits() {}

    /**
     * A benefit in kind: what is given or done.
     *
     * @param table which tells more of its claims; {@code ER_PRS_F} where nothing more is told
     * @param nature of service
     * @param code of its table; several columns of a stay
     * @param cents for one
     * @param rate that is reimbursed, in a hundred
     * @param most how many are given at once
     * @param weight how often, beside the others of its table
     * @param sex {@code F} or {@code M}, empty for both
     * @param fromAge in years
     * @param toAge in years, included
     */
    record Benefit(
            String table,
            int nature,
            String code,
            int cents,
            int rate,
            int most,
            int weight,
            String sex,
            int fromAge,
            int toAge) {

        private boolean suits(Whom whom) {
            return table.equals(whom.table())
                    && (sex.isEmpty() || sex.equals(whom.sex()))
                    && whom.age() >= fromAge
                    && whom.age() <= toAge;
        }
    }

    private record Whom(String table, String sex, int age) {}

    private record Choice(List<Benefit> benefits, int weight) {

        private static Choice of(Whom whom) {
            List<Benefit> benefits =
                    ALL.stream().filter(benefit -> benefit.suits(whom)).toList();
            return new Choice(
                    benefits, benefits.stream().mapToInt(Benefit::weight).sum());
        }

        private Benefit drawn(SplittableRandom random) {
            int left = random.nextInt(weight);
            for (Benefit benefit : benefits) {
                left -= benefit.weight();
                if (left < 0) {
                    return benefit;
                }
            }
            throw new IllegalStateException("weights don't add up");
        }
    }

    /** All benefits of a table that a person of that sex and age may get. */
    static List<Benefit> of(String table, String sex, int age) {
        return choice(table, sex, age).benefits();
    }

    /** One of them, drawn for a person; of a table that has none for them, a medicine. */
    static Benefit drawn(String table, String nir, LocalDate today, SplittableRandom random) {
        Choice choice = choice(table, sex(nir), age(nir, today));
        if (choice.benefits().isEmpty()) {
            choice = choice("ER_PHA_F", sex(nir), age(nir, today));
        }
        Benefit drawn = choice.drawn(random);
        for (int tries = 1; tries < TRIES && !isOwn(nir, drawn); tries++) {
            drawn = choice.drawn(random);
        }
        return drawn;
    }

    private static boolean isOwn(String nir, Benefit benefit) {
        return Math.floorMod(31 * nir.hashCode() + benefit.code().hashCode() * 17 + benefit.nature(), 100) < OWN;
    }

    private static Choice choice(String table, String sex, int age) {
        return CHOICES.computeIfAbsent(new Whom(table, sex, age), Choice::of);
    }

    /** A NIR begins with the sex: odd for men. */
    static String sex(String nir) {
        return (nir.charAt(0) & 1) == 1 ? "M" : "F";
    }

    /**
     * The month of birth in a NIR, its first day; January where the month isn't known.
     *
     * @param today the NIR has two digits of the year alone: nobody is born later, or taken for a hundred years old (P)
     */
    static LocalDate born(String nir, LocalDate today) {
        int age = Math.floorMod(today.getYear() - Integer.parseInt(nir.substring(1, 3)), 100);
        int month = Integer.parseInt(nir.substring(3, 5));
        return LocalDate.of(today.getYear() - age, month <= 12 ? month : 1, 1);
    }

    private static int age(String nir, LocalDate today) {
        return today.getYear() - born(nir, today).getYear();
    }

    private static Benefit benefit(NamedCsvRecord line) {
        return new Benefit(
                line.getField("table"),
                number(line, "nature"),
                line.getField("code"),
                number(line, "price_cents"),
                number(line, "rate"),
                number(line, "most"),
                number(line, "weight"),
                line.getField("sex"),
                number(line, "from_age"),
                number(line, "to_age"));
    }

    private static int number(NamedCsvRecord line, String column) {
        return Integer.parseInt(line.getField(column));
    }
}
