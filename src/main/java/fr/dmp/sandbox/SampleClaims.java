package fr.dmp.sandbox;

import fr.dmp.sandbox.SampleBenefits.Benefit;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Claims as a fund would deliver them: a ZIP of DCIR tables with real codes, in the order of their emission, each holder
 * getting what suits their age and sex, and a share of each trouble. The same order gives the same bytes, however many
 * lines: nothing of it is kept in memory.
 */
public final class SampleClaims {

    private static final String KEYS =
            "DCT_ORD_NUM;FLX_DIS_DTD;FLX_EMT_NUM;FLX_EMT_ORD;FLX_EMT_TYP;FLX_TRT_DTD;ORG_CLE_NUM;PRS_ORD_NUM;REM_TYP_AFF";

    /** A statement is of one holder; what was given or done besides talking came of one visit, within days. */
    private static final int CLAIMS_A_STATEMENT = 4;

    private static final int DAYS_TO_EMIT = 30;

    private static final int DAYS_AFTER_THE_VISIT = 4;

    /** Odd, and no multiple of the generator's own step: neighbours' random numbers are none of each other's. */
    private static final long STEP = 0xD1B54A32D192ED03L;

    private final Order order;

    public SampleClaims(Order order) {
        this.order = order;
    }

    /**
     * What is asked for.
     *
     * @param emitter the number under which the claims are emitted; two orders of one emitter have the same keys
     * @param nirs beneficiaries, with their keys; those without a record among them
     * @param from first day of care
     * @param to last day of care
     * @param claims rows of ER_PRS_F
     */
    public record Order(
            long seed, int emitter, List<String> nirs, LocalDate from, LocalDate to, long claims, Shares shares) {

        private static final int A_FUND = 75;

        /** A fund's usual shares. */
        public static Order of(long seed, List<String> nirs, LocalDate from, LocalDate to, long claims) {
            return new Order(seed, A_FUND, nirs, from, to, claims, Shares.USUAL);
        }

        @Override
        public String toString() {
            return "Order[" + claims + " claims]";
        }
    }

    /**
     * Shares of all claims, from 0 to 1.
     *
     * @param detailed of which another table tells more
     * @param refused with something wrong: a day, an amount or a code that can't be
     * @param repeated that stand twice
     * @param reversed that cancel another
     * @param late of care before the first day
     * @param conflicting that have another's keys and say something else
     * @param unidentified whose beneficiary's number is wrong
     */
    public record Shares(
            double detailed,
            double refused,
            double repeated,
            double reversed,
            double late,
            double conflicting,
            double unidentified) {

        public static final Shares USUAL = new Shares(0.6, 0.01, 0.01, 0.01, 0, 0, 0);

        /** Of all troubles; never two one after the other, so that more than a half can't be. */
        double troubled() {
            return refused + repeated + reversed + late + conflicting + unidentified;
        }
    }

    /** What may be wrong with a claim. */
    private enum Trouble {
        NONE(shares -> 0),
        REFUSED(Shares::refused),
        REPEATED(Shares::repeated),
        REVERSED(Shares::reversed),
        LATE(Shares::late),
        CONFLICTING(Shares::conflicting),
        UNIDENTIFIED(Shares::unidentified);

        private final ToDoubleFunction<Shares> share;

        Trouble(ToDoubleFunction<Shares> share) {
            this.share = share;
        }

        /** What repeats, cancels or contradicts a claim is of the one before it. */
        private boolean isOfTheOneBefore() {
            return this == REPEATED || this == REVERSED || this == CONFLICTING;
        }

        /** Whether it has keys of its own: what tells more of a claim stands once under its keys. */
        private boolean hasOwnKeys() {
            return this != REPEATED && this != CONFLICTING;
        }
    }

    /** The tables that tell more: columns, how often in a hundred. */
    private enum Kind {
        ER_PHA_F("PHA_ORD_NUM;PHA_PRS_C13;PHA_ACT_QSN", 58),
        ER_BIO_F("BIO_ORD_NUM;BIO_PRS_IDE;BIO_ACT_QSN", 20),
        ER_CAM_F("CAM_ORD_NUM;CAM_PRS_IDE", 12),
        ER_TIP_F("TIP_ORD_NUM;TIP_PRS_IDE;TIP_ACT_QSN", 8),
        ER_ETE_F("DDP_COD;ETE_GHS_NUM;ETE_CAT_COD;ETE_TYP_COD;ETE_STJ_COD;ETE_NAT_FSJ;ETE_MCO_DDP;MDT_COD;MFT_COD", 2);

        private final String columns;
        private final int share;

        Kind(String columns, int share) {
            this.columns = columns;
            this.share = share;
        }

        private static Kind drawn(int percent) {
            int left = percent;
            for (Kind kind : values()) {
                left -= kind.share;
                if (left < 0) {
                    return kind;
                }
            }
            return ER_PHA_F;
        }
    }

    /** One claim, drawn from its number and its statement's alone. */
    private final class Drawn {

        private final String nir;
        private final LocalDate day;
        private final Benefit benefit;
        private final int quantity;
        private final int performer;
        private final int wrong;

        private Drawn(long number) {
            SplittableRandom statement = random(order.seed(), number / CLAIMS_A_STATEMENT);
            this.nir = order.nirs().get(statement.nextInt(order.nirs().size()));
            int visited = statement.nextInt(DAYS_TO_EMIT - DAYS_AFTER_THE_VISIT);
            SplittableRandom random = random(order.seed() ^ STEP, number);
            boolean isDetailed = random.nextDouble() < order.shares().detailed();
            this.day = day(
                    number, isDetailed ? visited + random.nextInt(DAYS_AFTER_THE_VISIT) : random.nextInt(DAYS_TO_EMIT));
            Kind kind = Kind.drawn(random.nextInt(100));
            this.benefit = SampleBenefits.drawn(isDetailed ? kind.name() : "ER_PRS_F", nir, order.to(), random);
            this.quantity = 1 + random.nextInt(benefit.most());
            // Each has a pharmacy, a laboratory and doctors of their own; none of these numbers is anyone's.
            this.performer = 990_000_000
                    + Math.floorMod(nir.hashCode() * 31 + benefit.table().hashCode() + benefit.nature(), 1_000_000);
            this.wrong = random.nextInt(5);
        }

        /** So many days before it is emitted; the first ones can't wait as long. */
        private LocalDate day(long claim, int before) {
            long since = span() * claim / order.claims();
            LocalDate day = order.from().plusDays(since - before % (since + 1));
            LocalDate born = SampleBenefits.born(nir, order.to());
            return day.isBefore(born) ? born : day;
        }

        private String claim(long numbered, int sign) {
            return claim(numbered, nir, day, day, nature(), amount(cents(), sign), sign * quantity);
        }

        private String claim(long numbered, String of, Object from, Object to, String nature, String paid, int many) {
            int prescriber = 991_000_000 + Math.floorMod(nir.hashCode(), 1_000_000);
            return keys(numbered) + ";" + of + ";" + from + ";" + to + ";" + nature + ";" + many + ";" + paid + ";"
                    + amount(cents() * benefit.rate() / 100, many) + ";;" + performer + ";" + prescriber;
        }

        /** A day that isn't one, or is to come; an end before the beginning; a nature and an amount that nobody reads. */
        private String refused(long numbered) {
            String paid = amount(cents(), 1);
            LocalDate toCome = order.to().plusYears(73);
            return switch (wrong) {
                case 0 -> claim(numbered, nir, "1913-02-30", day, nature(), paid, quantity);
                case 1 -> claim(numbered, nir, toCome, toCome, nature(), paid, quantity);
                case 2 -> claim(numbered, nir, day, day.minusDays(1), nature(), paid, quantity);
                case 3 -> claim(numbered, nir, day, day, "C+MD", paid, quantity);
                default -> claim(numbered, nir, day, day, nature(), paid + "E1", quantity);
            };
        }

        private String late(long numbered) {
            LocalDate before = order.from().minusDays(1 + wrong);
            return claim(numbered, nir, before, before, nature(), amount(cents(), 1), quantity);
        }

        private String conflicting(long numbered) {
            return claim(numbered, nir, day, day, nature(), amount(cents() + 100, 1), quantity);
        }

        private String unidentified(long numbered) {
            String wrongKey = nir.substring(0, 13) + (nir.endsWith("98") ? "99" : "98");
            return claim(numbered, wrongKey, day, day, nature(), amount(cents(), 1), quantity);
        }

        private String nature() {
            return String.valueOf(benefit.nature());
        }

        private int cents() {
            return benefit.cents() * quantity;
        }

        private String detail(long numbered, int sign) {
            return keys(numbered)
                    + switch (Kind.valueOf(benefit.table())) {
                        case ER_ETE_F -> ";" + benefit.code();
                        case ER_CAM_F -> ";1;" + benefit.code();
                        default -> ";1;" + benefit.code() + ";" + sign * quantity;
                    };
        }

        private static String amount(int cents, int sign) {
            return (sign < 0 ? "-" : "") + cents / 100 + "." + cents / 10 % 10 + cents % 10;
        }
    }

    private static SplittableRandom random(long seed, long number) {
        return new SplittableRandom(seed + number * STEP);
    }

    private long span() {
        return order.to().toEpochDay() - order.from().toEpochDay() + 1;
    }

    private String keys(long numbered) {
        long flux = numbered * 26 / order.claims();
        LocalDate emitted = order.from().plusDays(span() * (flux + 1) / 26).plusDays(1);
        return numbered / CLAIMS_A_STATEMENT + ";" + emitted + ";" + order.emitter() + ";" + flux + ";1;" + emitted
                + ";01C751234;" + (numbered % CLAIMS_A_STATEMENT + 1) + ";0";
    }

    /** Writes the ZIP; {@code out} is left open. */
    public void write(OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.setLevel(1);
        writeClaims(zip);
        for (Kind kind : Kind.values()) {
            writeDetails(zip, kind);
        }
        zip.finish();
    }

    private void writeClaims(ZipOutputStream zip) throws IOException {
        Writer text = begin(
                zip,
                "ER_PRS_F",
                "BEN_NIR_PSA;EXE_SOI_DTD;EXE_SOI_DTF;PRS_NAT_REF;PRS_ACT_QTE;PRS_PAI_MNT;BSE_REM_MNT;CPL_REM_MNT;PFS_EXE_NUM;PFS_PRE_NUM");
        for (long number = 0; number < order.claims(); number++) {
            text.write(claim(number));
            text.write('\n');
        }
        text.flush();
        zip.closeEntry();
    }

    private String claim(long number) {
        Trouble trouble = trouble(number);
        Drawn drawn = drawn(number, trouble);
        return switch (trouble) {
            case NONE -> drawn.claim(number, 1);
            case REPEATED -> drawn.claim(number - 1, 1);
            case REVERSED -> drawn.claim(number, -1);
            case CONFLICTING -> drawn.conflicting(number - 1);
            case REFUSED -> drawn.refused(number);
            case LATE -> drawn.late(number);
            case UNIDENTIFIED -> drawn.unidentified(number);
        };
    }

    private Drawn drawn(long number, Trouble trouble) {
        return new Drawn(trouble.isOfTheOneBefore() ? number - 1 : number);
    }

    private void writeDetails(ZipOutputStream zip, Kind kind) throws IOException {
        Writer text = begin(zip, kind.name(), kind.columns);
        for (long number = 0; number < order.claims(); number++) {
            Trouble trouble = trouble(number);
            Drawn drawn = drawn(number, trouble);
            if (drawn.benefit.table().equals(kind.name()) && trouble.hasOwnKeys()) {
                text.write(drawn.detail(number, trouble == Trouble.REVERSED ? -1 : 1));
                text.write('\n');
            }
        }
        text.flush();
        zip.closeEntry();
    }

    private static Writer begin(ZipOutputStream zip, String table, String columns) throws IOException {
        ZipEntry entry = new ZipEntry(table + ".csv");
        entry.setTime(0);
        zip.putNextEntry(entry);
        Writer text = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 16);
        text.write(KEYS + ";" + columns + "\n");
        return text;
    }

    /** Never two one after the other: what is repeated or reversed is a good claim. */
    private Trouble trouble(long number) {
        return number == 0 || drawTrouble(number - 1) != Trouble.NONE ? Trouble.NONE : drawTrouble(number);
    }

    private Trouble drawTrouble(long number) {
        double left = random(~order.seed(), number).nextDouble();
        for (Trouble trouble : Trouble.values()) {
            left -= trouble.share.applyAsDouble(order.shares());
            if (left < 0) {
                return trouble;
            }
        }
        return Trouble.NONE;
    }
}
