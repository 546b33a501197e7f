package fr.dmp.claims.dcir;

import fr.dmp.claims.dcir.Claim.Detail;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A claim with refused rows, as it is kept sealed: whole, so that it can be read again once a code in it is mapped. Of a
 * refused claim all rows that tell more of it are there; of a claim that stands only the refused one.
 */
public final class SealedClaim {

    /** Why a row is refused whose claim is: it is kept with it. */
    public static final String WITH_ITS_CLAIM = "claim-refused";

    /** No kept field holds it, nor a new line: {@link Row#content}. */
    private static final String NEXT = "\u001E";

    private static final Pattern FUND = Pattern.compile("(?m)^ORG_CLE_NUM=(\\d{2}[A-Z]\\d{3})");
    private static final Pattern HEAD = Pattern.compile("(\\w+) (\\d+)(?: (-?\\d+) (\\w*) (-?\\d+))?");

    private final List<Part> parts;

    private SealedClaim(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * A row of a table.
     *
     * @param read what was read of it, where nothing was wrong with it
     * @param fields as they came, by column; empty where it was read
     */
    private record Part(DcirTable table, long line, @Nullable Detail read, Map<String, String> fields) {

        @Override
        public String toString() {
            return "Part[" + table + " " + line + "]";
        }
    }

    /** Names a row of a delivery. */
    public record RowName(DcirTable table, long line) {}

    /** A refused claim. */
    public static String of(Claim claim) {
        return Stream.concat(Stream.of(text(claim)), claim.details().stream().map(SealedClaim::text))
                .collect(Collectors.joining(NEXT));
    }

    /** A refused row of a claim that stands. */
    public static String of(Claim claim, Detail detail) {
        return text(claim) + NEXT + text(detail);
    }

    private static String text(Claim claim) {
        return DcirTable.ER_PRS_F + " " + claim.line() + "\n" + claim.content();
    }

    private static String text(Detail detail) {
        String head = detail.table() + " " + detail.line();
        return detail.content() == null
                ? head + " " + detail.ordinal() + " " + detail.code() + " " + detail.quantity() + "\n"
                : head + "\n" + detail.content();
    }

    /** The fund that paid: régime, centre and number; absent where the claim names none that can be one. */
    public static @Nullable String fund(Claim claim) {
        Matcher fund = FUND.matcher(claim.content());
        return fund.find() ? fund.group(1) : null;
    }

    /** @throws IllegalStateException where it isn't what {@link #of} wrote */
    public static SealedClaim open(String text) {
        return new SealedClaim(
                Stream.of(text.split(NEXT)).map(SealedClaim::part).toList());
    }

    private static Part part(String text) {
        int end = text.indexOf('\n');
        Matcher head = HEAD.matcher(text.substring(0, Math.max(end, 0)));
        if (!head.matches()) {
            throw new IllegalStateException("no sealed claim");
        }
        DcirTable table = DcirTable.valueOf(head.group(1));
        long line = Long.parseLong(head.group(2));
        if (head.group(3) == null) {
            return new Part(table, line, null, fields(table, text.substring(end)));
        }
        long ordinal = Long.parseLong(head.group(3));
        long quantity = Long.parseLong(head.group(5));
        return new Part(table, line, new Detail(table, line, ordinal, head.group(4), quantity, null, null), Map.of());
    }

    /** Column after column, as {@link Row#content} writes them. */
    private static Map<String, String> fields(DcirTable table, String content) {
        Map<String, String> fields = new LinkedHashMap<>();
        String rest = content;
        List<String> columns = table.columns();
        for (int slot = 0; slot < columns.size(); slot++) {
            int start = columns.get(slot).length() + 2;
            int end = slot + 1 < columns.size() ? rest.indexOf("\n" + columns.get(slot + 1) + "=") : rest.length() - 1;
            if (end < start || !rest.startsWith("\n" + columns.get(slot) + "=")) {
                throw new IllegalStateException("no sealed row of " + table);
            }
            fields.put(columns.get(slot), rest.substring(start, end));
            rest = rest.substring(end);
        }
        return fields;
    }

    /** Its number in ER_PRS_F. */
    public long line() {
        return parts.get(0).line();
    }

    /** The rows that tell more of it. */
    public List<RowName> details() {
        return parts.stream()
                .skip(1)
                .map(part -> new RowName(part.table(), part.line()))
                .toList();
    }

    /** What stands in a column of a row. */
    public String value(CodeColumn column, long line) {
        return parts.stream()
                .filter(part -> is(part, column, line))
                .map(part -> part.fields().get(column.header()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a row that isn't sealed here"));
    }

    /** The same with another code in a row's column. */
    public SealedClaim with(CodeColumn column, long line, String code) {
        return new SealedClaim(parts.stream()
                .map(part -> is(part, column, line) ? with(part, column, code) : part)
                .toList());
    }

    private static boolean is(Part part, CodeColumn column, long line) {
        return part.table() == column.table() && part.line() == line && part.read() == null;
    }

    private static Part with(Part part, CodeColumn column, String code) {
        Map<String, String> fields = new LinkedHashMap<>(part.fields());
        fields.put(column.header(), code);
        return new Part(part.table(), part.line(), null, fields);
    }

    /** The same claim with the rows of another of its seals beside its own. */
    public SealedClaim and(SealedClaim other) {
        return new SealedClaim(
                Stream.concat(parts.stream(), other.parts.stream().skip(1)).toList());
    }

    /**
     * Reads claims through the checks that every delivery passes.
     *
     * @param opens first day of care that is taken in
     * @param today the last one
     */
    public static void read(
            List<SealedClaim> claims, LocalDate opens, LocalDate today, Consumer<ClaimsFile.Part> taker) {
        ClaimsFile.Parts parts = new ClaimsFile.Parts(taker);
        Room room = new Room();
        DetailRows details = new DetailRows(Round.ALL, parts::add, room);
        claims.stream()
                .flatMap(claim -> claim.parts.stream().skip(1))
                .filter(part -> part.read() == null)
                .forEach(part -> details.read(part.table(), row(part)));
        ClaimRows rows = new ClaimRows(Round.ALL, details, new Beneficiaries(), opens, today, room);
        claims.forEach(claim -> rows.read(row(claim.parts.get(0)))
                .map(read -> read.and(claim.read()))
                .ifPresent(parts::add));
        parts.flush();
    }

    private List<Detail> read() {
        return parts.stream().map(Part::read).flatMap(Stream::ofNullable).toList();
    }

    private static Row row(Part part) {
        List<String> columns = part.table().columns();
        Row row = new Row(columns);
        row.begin(part.line());
        for (int slot = 0; slot < columns.size(); slot++) {
            char[] field = part.fields().getOrDefault(columns.get(slot), "").toCharArray();
            row.put(slot, field, 0, field.length);
        }
        row.end(columns.size());
        return row;
    }

    @Override
    public String toString() {
        return "SealedClaim[" + line() + "]";
    }
}
