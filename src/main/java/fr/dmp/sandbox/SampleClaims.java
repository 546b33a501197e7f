package fr.dmp.sandbox;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Claims as a fund would deliver them: a ZIP of DCIR tables with real codes, in the order of their emission, and a share of
 * each trouble. The same order gives the same bytes, however many lines: nothing of it is kept in memory.
 */
public final class SampleClaims {

    private static final String KEYS =
            "DCT_ORD_NUM;FLX_DIS_DTD;FLX_EMT_NUM;FLX_EMT_ORD;FLX_EMT_TYP;FLX_TRT_DTD;ORG_CLE_NUM;PRS_ORD_NUM;REM_TYP_AFF";
    private static final int CLAIMS_A_STATEMENT = 4;

    private final Order order;

    public SampleClaims(Order order) {
        this.order = order;
    }

    /**
     * What is asked for.
     *
     * @param nirs beneficiaries, with their keys; those without a record among them
     * @param from first day of care
     * @param to last day of care
     * @param claims rows of ER_PRS_F
     * @param detailed share of claims of which another table tells more
     * @param refused share of claims with something wrong
     * @param repeated share of claims that stand twice
     * @param reversed share of claims that cancel another
     */
    public record Order(
            long seed,
            List<String> nirs,
            LocalDate from,
            LocalDate to,
            long claims,
            double detailed,
            double refused,
            double repeated,
            double reversed) {

        /** A fund's usual shares. */
        public static Order of(long seed, List<String> nirs, LocalDate from, LocalDate to, long claims) {
            return new Order(seed, nirs, from, to, claims, 0.6, 0.01, 0.01, 0.01);
        }

        @Override
        public String toString() {
            return "Order[" + claims + " claims]";
        }
    }

    /** The tables that tell more: columns, nature of the service, how often, codes. */
    private enum Kind {
        ER_PHA_F("PHA_ORD_NUM;PHA_PRS_C13;PHA_ACT_QSN", 3313, 58, "3400935955838", "3400936404649", "3400932896950"),
        ER_BIO_F("BIO_ORD_NUM;BIO_PRS_IDE;BIO_ACT_QSN", 3211, 20, "552", "1104", "1208"),
        ER_CAM_F("CAM_ORD_NUM;CAM_PRS_IDE", 1351, 12, "ZBQK002", "DEQP003", "QEQJ001"),
        ER_TIP_F("TIP_ORD_NUM;TIP_PRS_IDE;TIP_ACT_QSN", 3520, 8, "1100070", "1100028", "2210231"),
        ER_ETE_F(
                "DDP_COD;ETE_GHS_NUM;ETE_CAT_COD;ETE_TYP_COD;ETE_STJ_COD;ETE_NAT_FSJ;ETE_MCO_DDP;MDT_COD;MFT_COD",
                2111,
                2,
                "576;7976;101;1;3;;M;3;3",
                "112;2281;355;1;3;;C;4;3");

        private final String columns;
        private final int nature;
        private final int share;
        private final List<String> codes;

        Kind(String columns, int nature, int share, String... codes) {
            this.columns = columns;
            this.nature = nature;
            this.share = share;
            this.codes = List.of(codes);
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

    /** One claim, drawn from its number alone. */
    private final class Drawn {

        private static final int[] NATURES = {1111, 1112, 1111, 3121, 4211};

        private final long number;
        private final SplittableRandom random;
        private final LocalDate day;
        private final boolean isDetailed;
        private final Kind kind;
        private final int code;
        private final int cents;
        private final int quantity;
        private final String nir;

        private Drawn(long number) {
            this.number = number;
            this.random = new SplittableRandom(order.seed() + number * 0x9E3779B97F4A7C15L);
            this.day = day(number, random.nextInt(30));
            this.isDetailed = random.nextDouble() < order.detailed();
            this.kind = Kind.drawn(random.nextInt(100));
            this.code = random.nextInt(kind.codes.size());
            this.cents = 500 + random.nextInt(9_500);
            this.quantity = kind == Kind.ER_CAM_F || kind == Kind.ER_ETE_F || !isDetailed ? 1 : 1 + random.nextInt(3);
            this.nir = order.nirs().get(random.nextInt(order.nirs().size()));
        }

        /** Care is emitted within a month. */
        private LocalDate day(long claim, int before) {
            LocalDate emitted = order.from().plusDays(span() * claim / order.claims());
            LocalDate day = emitted.minusDays(before);
            return day.isBefore(order.from()) ? order.from() : day;
        }

        private String keys(long numbered) {
            long flux = numbered * 26 / order.claims();
            String emitted =
                    order.from().plusDays(span() * (flux + 1) / 26).plusDays(1).toString();
            return numbered / CLAIMS_A_STATEMENT + ";" + emitted + ";75;" + flux + ";1;" + emitted + ";01C751234;"
                    + (numbered % CLAIMS_A_STATEMENT + 1) + ";0";
        }

        private long span() {
            return order.to().toEpochDay() - order.from().toEpochDay() + 1;
        }

        private int nature() {
            return isDetailed ? kind.nature : NATURES[code % NATURES.length];
        }

        private String claim(long numbered, int sign) {
            String paid = amount(cents, sign);
            return keys(numbered) + ";" + nir + ";" + day + ";" + day + ";" + nature() + ";" + sign * quantity + ";"
                    + paid
                    + ";" + amount(cents * 7 / 10, sign) + ";;99" + (1_234_567 + number % 1_000) + ";99"
                    + (2_345_678 + number % 500);
        }

        private String detail(long numbered, int sign) {
            String code = kind.codes.get(this.code);
            return switch (kind) {
                case ER_ETE_F -> keys(numbered) + ";" + code;
                case ER_CAM_F -> keys(numbered) + ";1;" + code;
                default -> keys(numbered) + ";1;" + code + ";" + sign * quantity;
            };
        }

        private static String amount(int cents, int sign) {
            return (sign < 0 ? "-" : "") + cents / 100 + "." + cents / 10 % 10 + cents % 10;
        }
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
            Trouble trouble = trouble(number);
            Drawn drawn = new Drawn(trouble.drawnAs(number));
            String line =
                    switch (trouble) {
                        case NONE -> drawn.claim(number, 1);
                        case REPEATED -> drawn.claim(number - 1, 1);
                        case REVERSED -> drawn.claim(number, -1);
                        case REFUSED -> drawn.claim(number, 1).replaceFirst(";" + drawn.day + ";", ";1913-02-30;");
                    };
            text.write(line);
            text.write('\n');
        }
        text.flush();
        zip.closeEntry();
    }

    private void writeDetails(ZipOutputStream zip, Kind kind) throws IOException {
        Writer text = begin(zip, kind.name(), kind.columns);
        for (long number = 0; number < order.claims(); number++) {
            Trouble trouble = trouble(number);
            Drawn drawn = new Drawn(trouble.drawnAs(number));
            if (drawn.isDetailed && drawn.kind == kind && trouble != Trouble.REPEATED) {
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

    private enum Trouble {
        NONE,
        REFUSED,
        REPEATED,
        REVERSED;

        /** A repeated or reversed claim is the one before it again. */
        private long drawnAs(long number) {
            return this == REPEATED || this == REVERSED ? number - 1 : number;
        }
    }

    /** Never two one after the other: what is repeated or reversed is a good claim. */
    private Trouble trouble(long number) {
        return number == 0 || drawTrouble(number - 1) != Trouble.NONE ? Trouble.NONE : drawTrouble(number);
    }

    private Trouble drawTrouble(long number) {
        double drawn = new SplittableRandom(~order.seed() + number * 0x9E3779B97F4A7C15L).nextDouble();
        if (drawn < order.refused()) {
            return Trouble.REFUSED;
        }
        if (drawn < order.refused() + order.repeated()) {
            return Trouble.REPEATED;
        }
        return drawn < order.refused() + order.repeated() + order.reversed() ? Trouble.REVERSED : Trouble.NONE;
    }
}
