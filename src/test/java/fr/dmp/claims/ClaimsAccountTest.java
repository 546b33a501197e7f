package fr.dmp.claims;

import static fr.dmp.claims.dcir.Tables.claim;
import static fr.dmp.claims.dcir.Tables.detail;
import static fr.dmp.claims.dcir.Tables.medicine;
import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.claims.Inbox.Delivery;
import fr.dmp.claims.dcir.Tables;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Random deliveries, full of what can be wrong with one, against an account kept in plain code that knows no SQL. */
@SandboxTest
class ClaimsAccountTest {

    private static final String[] FATES = {"kept", "duplicate", "reversed", "no_record", "refused"};

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Environment environment;

    @Autowired
    private Clock clock;

    private Inbox inbox;
    private LocalDate today;
    private final List<InsuredPerson> holders = new ArrayList<>();
    private final List<UUID> records = new ArrayList<>();
    private Nir stranger;

    @BeforeEach
    void people() {
        inbox = new Inbox(environment, jdbc);
        today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Europe/Paris"));
        for (int i = 0; i < 3; i++) {
            InsuredPerson person = Holders.insured(directory, Holders.nir());
            holders.add(person);
            records.add(Holders.open(jdbc, person));
        }
        stranger = Holders.insured(directory, Holders.nir()).nir();
        jdbc.sql("update dmp.record set status = 'DELETED' where person = ?")
                .param(directory.find(stranger).orElseThrow().id())
                .update();
    }

    @RepeatedTest(12)
    void everyLineAndEveryCentIsAccountedFor(RepetitionInfo repetition) {
        Random random = new Random(ThreadLocalRandom.current().nextLong());
        String emitter = String.valueOf(random.nextInt(1_000_000));
        Oracle oracle = new Oracle();
        for (int round = 0; round < 2; round++) {
            Tables tables = random(random, emitter, false);
            Delivery delivery = inbox.drop("claims", "dcir.zip", tables.zip());

            assertThat(delivery.state()).as(String.valueOf(delivery.reason())).isEqualTo("TAKEN");
            assertThat(account(delivery.id())).isEqualTo(oracle.account(tables));
            assertThat(standing()).isEqualTo(oracle.standing());
        }
    }

    @Test
    void theSameTablesPackedAnewOrShuffledChangeNoRow() {
        Random random = new Random(ThreadLocalRandom.current().nextLong());
        Tables tables = random(random, String.valueOf(random.nextInt(1_000_000)), true);
        Delivery first = inbox.drop("claims", "1.zip", tables.zip());
        List<String> before = contents();
        long notices = notices();

        assertThat(inbox.drop("claims", "2.zip", tables.zip()).state()).isEqualTo("DUPLICATE");
        Delivery packed = inbox.drop("claims", "3.zip", tables.zip(1));
        Delivery shuffled = inbox.drop("claims", "4.zip", tables.shuffled(7).zip());

        for (Delivery again : List.of(packed, shuffled)) {
            assertThat(again.state()).isEqualTo("TAKEN");
            assertThat(again.received()).isEqualTo(first.received());
            assertThat(again.kept()).isZero();
        }
        assertThat(contents()).isEqualTo(before);
        assertThat(notices()).isEqualTo(notices);
    }

    /** @param distinct whether no two rows have the same keys: of those that contradict each other, the first one counts */
    private Tables random(Random random, String emitter, boolean distinct) {
        Tables tables = new Tables();
        tables.separatedBy(random.nextBoolean() ? ',' : ';');
        for (int i = 0; i < 60; i++) {
            Map<String, String> claim = claim(nir(random), day(random), distinct ? i : random.nextInt(40));
            claim.put("FLX_EMT_NUM", emitter);
            claim.put("FLX_EMT_ORD", String.valueOf(random.nextInt(3)));
            claim.put("PRS_ACT_QTE", pick(random, "1", "1", "1", "2.5", "-1", "-1", "1e3", "1,5", ""));
            claim.put("PRS_PAI_MNT", pick(random, "26.50", "26.5", "7", "-26.50", "0", "12.345", "x"));
            claim.put("PFS_EXE_NUM", pick(random, "991234567", "881234567", ""));
            if (random.nextInt(8) == 0) {
                claim.put("EXE_SOI_DTF", day(random));
            }
            if (random.nextInt(30) == 0) {
                claim.put("FLX_TRT_DTD", "2026-02-30");
            }
            tables.add("ER_PRS_F", claim);
            for (int ordinal = random.nextInt(4); ordinal > 1; ordinal--) {
                tables.add(
                        "ER_PHA_F",
                        medicine(
                                claim,
                                distinct ? ordinal : random.nextInt(3),
                                pick(random, "3400935955838", "3400935955838", "340093595583"),
                                pick(random, "1", "2", "-1", "")));
            }
            if (random.nextInt(5) == 0) {
                tables.add(
                        "ER_BIO_F",
                        detail(claim, "BIO_ORD_NUM", "" + random.nextInt(2), "BIO_PRS_IDE", "552", "BIO_ACT_QSN", "1"));
            }
        }
        return tables;
    }

    private String nir(Random random) {
        int who = random.nextInt(9);
        if (who == 8) {
            return "199999999999999";
        }
        return who > 5 ? stranger.value() : holders.get(who / 2).nir().value();
    }

    /** Mostly one of few days, so that lines meet. */
    private String day(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> today.plusDays(1).toString();
            case 1 -> today.minusMonths(12).minusDays(1).toString();
            case 2 -> "1913-10-16";
            case 3 -> "31/03/2026";
            default -> today.minusDays(10 + random.nextInt(3)).toString();
        };
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private Map<String, String> account(UUID delivery) {
        Map<String, String> account = new HashMap<>();
        jdbc.sql("select * from dmp.delivery_table where delivery = ?")
                .param(delivery)
                .query(row -> {
                    StringBuilder fates = new StringBuilder();
                    for (String fate : FATES) {
                        fates.append(row.getLong(fate))
                                .append(' ')
                                .append(row.getLong(fate + "_cents"))
                                .append(", ");
                    }
                    account.put(row.getString("name"), fates.toString());
                });
        return account;
    }

    /** How many lines of each record stand. */
    private Map<UUID, Long> standing() {
        Map<UUID, Long> standing = new HashMap<>();
        for (UUID record : records) {
            standing.put(record, (long) contents(record).size());
        }
        return standing;
    }

    private List<String> contents() {
        return records.stream().flatMap(record -> contents(record).stream()).toList();
    }

    private List<String> contents(UUID record) {
        return Superuser.of(environment)
                .sql("select care_line::text from dmp.care_line where record = ? order by 1")
                .param(record)
                .query(String.class)
                .list();
    }

    private long notices() {
        return jdbc.sql("select count(*) from dmp.notice where record in (?, ?, ?)")
                .params(records)
                .query(Long.class)
                .single();
    }

    /** The account in plain code: what is known, row by row. */
    private final class Oracle {

        /** By record, day, keys: what the claim said. */
        private final Map<String, String> claims = new HashMap<>();

        /** By record, day, keys and number: what the line said. */
        private final Map<String, String> lines = new HashMap<>();

        private final Map<String, long[]> sums = new HashMap<>();

        Map<UUID, Long> standing() {
            Map<UUID, Long> standing = new HashMap<>();
            records.forEach(record -> standing.put(
                    record,
                    lines.keySet().stream()
                            .filter(line -> line.startsWith(record.toString()))
                            .count()));
            return standing;
        }

        Map<String, String> account(Tables tables) {
            sums.clear();
            Map<String, Map<String, Map<String, String>>> details = details(tables);
            Map<String, String> seen = new HashMap<>();
            for (Map<String, String> claim : tables.rows("ER_PRS_F")) {
                String keys = keys(claim);
                Map<String, Map<String, String>> own = keys == null ? Map.of() : details.getOrDefault(keys, Map.of());
                if (keys != null) {
                    details.remove(keys);
                }
                settle(claim, keys, own, seen);
            }
            details.values().forEach(left -> left.keySet().forEach(nth -> count(table(nth), "refused", 0)));
            Map<String, String> account = new HashMap<>();
            for (String table : List.of("ER_PRS_F", "ER_PHA_F", "ER_BIO_F")) {
                if (!tables.rows(table).isEmpty()) {
                    StringBuilder fates = new StringBuilder();
                    for (String fate : FATES) {
                        long[] sum = sums.getOrDefault(table + fate, new long[2]);
                        fates.append(sum[0]).append(' ').append(sum[1]).append(", ");
                    }
                    account.put(table, fates.toString());
                }
            }
            return account;
        }

        /** Those that can be joined, by keys, then by table and number. */
        private Map<String, Map<String, Map<String, String>>> details(Tables tables) {
            Map<String, Map<String, Map<String, String>>> details = new HashMap<>();
            for (String table : List.of("ER_BIO_F", "ER_PHA_F")) {
                for (Map<String, String> row : tables.rows(table)) {
                    String keys = keys(row);
                    if (keys == null) {
                        count(table, "refused", 0);
                        continue;
                    }
                    String nth = table + "/" + row.get(table.substring(3, 6) + "_ORD_NUM");
                    Map<String, String> standing =
                            details.computeIfAbsent(keys, k -> new HashMap<>()).putIfAbsent(nth, row);
                    if (standing != null) {
                        count(table, code(standing).equals(code(row)) ? "duplicate" : "refused", 0);
                    }
                }
            }
            return details;
        }

        private void settle(
                Map<String, String> claim,
                String keys,
                Map<String, Map<String, String>> details,
                Map<String, String> seen) {
            String nir = claim.get("BEN_NIR_PSA");
            long cents = cents(claim.get("PRS_PAI_MNT"));
            if (nir.equals("199999999999999") || nir.equals(stranger.value())) {
                // A claim of these keys came, whoever's it is.
                if (keys != null && isGood(claim)) {
                    seen.putIfAbsent(keys, said(claim) + nir);
                }
                all(nir.equals(stranger.value()) ? "no_record" : "refused", details, cents);
            } else if (keys == null || !isGood(claim)) {
                all("refused", details, cents);
            } else {
                String before = seen.putIfAbsent(keys, said(claim) + nir);
                if (before != null) {
                    all(before.equals(said(claim) + nir) ? "duplicate" : "refused", details, cents);
                } else {
                    settleGood(claim, keys, details, cents);
                }
            }
        }

        private void settleGood(
                Map<String, String> claim, String keys, Map<String, Map<String, String>> details, long cents) {
            int holder = 0;
            while (!holders.get(holder).nir().value().equals(claim.get("BEN_NIR_PSA"))) {
                holder++;
            }
            String place = records.get(holder) + " " + claim.get("EXE_SOI_DTD") + " " + keys;
            String before = claims.putIfAbsent(place, said(claim));
            if (before != null && !before.equals(said(claim))) {
                all("refused", details, cents);
                return;
            }
            count("ER_PRS_F", before != null ? "duplicate" : fate(claim.get("PRS_ACT_QTE")), cents);
            boolean told = false;
            for (Map.Entry<String, Map<String, String>> detail : details.entrySet()) {
                String code = code(detail.getValue());
                boolean good = !code.startsWith("340093595583 ") && !code.endsWith(" ");
                if (!good) {
                    count(table(detail.getKey()), "refused", 0);
                    continue;
                }
                told = true;
                String standing = lines.putIfAbsent(place + " " + detail.getKey(), code);
                count(
                        table(detail.getKey()),
                        standing == null ? fate(code.split(" ")[1]) : standing.equals(code) ? "duplicate" : "refused",
                        0);
            }
            if (!told && before == null) {
                lines.put(place + " itself", "");
            }
        }

        private void all(String fate, Map<String, Map<String, String>> details, long cents) {
            count("ER_PRS_F", fate, cents);
            details.keySet().forEach(nth -> count(table(nth), fate, 0));
        }

        private void count(String table, String fate, long cents) {
            long[] sum = sums.computeIfAbsent(table + fate, key -> new long[2]);
            sum[0]++;
            sum[1] += cents;
        }

        private String table(String nth) {
            return nth.split("/")[0];
        }

        private String code(Map<String, String> detail) {
            return detail.containsKey("PHA_PRS_C13")
                    ? detail.get("PHA_PRS_C13") + " " + detail.get("PHA_ACT_QSN")
                    : "552 1";
        }

        private String keys(Map<String, String> row) {
            return row.get("FLX_TRT_DTD").equals("2026-02-30")
                    ? null
                    : row.get("DCT_ORD_NUM") + " " + row.get("FLX_EMT_NUM") + " " + row.get("FLX_EMT_ORD");
        }

        private String fate(String quantity) {
            return quantity.startsWith("-") ? "reversed" : "kept";
        }

        private String said(Map<String, String> claim) {
            return claim.get("EXE_SOI_DTD")
                    + claim.get("EXE_SOI_DTF")
                    + claim.get("PRS_ACT_QTE")
                    + cents(claim.get("PRS_PAI_MNT"))
                    + claim.get("PFS_EXE_NUM");
        }

        private boolean isGood(Map<String, String> claim) {
            LocalDate from = date(claim.get("EXE_SOI_DTD"));
            LocalDate to = date(claim.get("EXE_SOI_DTF"));
            return from != null
                    && to != null
                    && !to.isBefore(from)
                    && !from.isAfter(today)
                    && !from.isBefore(today.minusMonths(12))
                    && List.of("1", "2.5", "-1").contains(claim.get("PRS_ACT_QTE"))
                    && !List.of("12.345", "x").contains(claim.get("PRS_PAI_MNT"));
        }

        private LocalDate date(String text) {
            return text.contains("/") ? null : LocalDate.parse(text);
        }

        private long cents(String amount) {
            return switch (amount) {
                case "26.50", "26.5" -> 2650;
                case "7" -> 700;
                case "-26.50" -> -2650;
                default -> 0;
            };
        }
    }
}
