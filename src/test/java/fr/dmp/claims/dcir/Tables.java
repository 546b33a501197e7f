package fr.dmp.claims.dcir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** DCIR tables as a test writes them: rows of texts by column, packed into a ZIP. */
public final class Tables {

    private final Map<String, List<Map<String, String>>> rows = new TreeMap<>();
    private char separator = ',';

    /** A claim that nothing is wrong with; a test puts what it is about. */
    public static Map<String, String> claim(String nir, String day, long number) {
        Map<String, String> claim = keys(number);
        claim.putAll(Map.of("BEN_NIR_PSA", nir, "EXE_SOI_DTD", day, "EXE_SOI_DTF", day, "PRS_NAT_REF", "1111"));
        claim.putAll(Map.of("PRS_ACT_QTE", "1", "PRS_PAI_MNT", "26.50", "BSE_REM_MNT", "18.55", "CPL_REM_MNT", ""));
        claim.putAll(Map.of("PFS_EXE_NUM", "991234567", "PFS_PRE_NUM", ""));
        return claim;
    }

    /** The nine keys of a claim. */
    public static Map<String, String> keys(long number) {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("DCT_ORD_NUM", String.valueOf(number));
        keys.put("FLX_DIS_DTD", "2026-02-01");
        keys.put("FLX_EMT_NUM", "3");
        keys.put("FLX_EMT_ORD", "1");
        keys.put("FLX_EMT_TYP", "2");
        keys.put("FLX_TRT_DTD", "2026-02-03");
        keys.put("ORG_CLE_NUM", "01C751234");
        keys.put("PRS_ORD_NUM", "1");
        keys.put("REM_TYP_AFF", "0");
        return keys;
    }

    public static Map<String, String> detail(Map<String, String> claim, String... own) {
        Map<String, String> detail = new LinkedHashMap<>();
        ClaimKey.COLUMNS.forEach(column -> detail.put(column, claim.getOrDefault(column, "")));
        for (int i = 0; i < own.length; i += 2) {
            detail.put(own[i], own[i + 1]);
        }
        return detail;
    }

    public static Map<String, String> medicine(Map<String, String> claim, int ordinal, String cip13, String quantity) {
        return detail(claim, "PHA_ORD_NUM", "" + ordinal, "PHA_PRS_C13", cip13, "PHA_ACT_QSN", quantity);
    }

    public Tables add(String table, Map<String, String> row) {
        rows.computeIfAbsent(table, t -> new ArrayList<>()).add(row);
        return this;
    }

    public Tables separatedBy(char other) {
        separator = other;
        return this;
    }

    public List<Map<String, String>> rows(String table) {
        return rows.getOrDefault(table, List.of());
    }

    /** The same rows in another order. */
    public Tables shuffled(long seed) {
        Tables shuffled = new Tables();
        rows.forEach((table, all) -> {
            List<Map<String, String>> others = new ArrayList<>(all);
            Collections.shuffle(others, new Random(seed));
            others.forEach(row -> shuffled.add(table, row));
        });
        return shuffled;
    }

    public String csv(String table) {
        List<String> columns = DcirTable.valueOf(table).columns();
        return header(columns)
                + rows(table).stream()
                        .map(row -> columns.stream()
                                .map(column -> quoted(row.getOrDefault(column, "")))
                                .collect(Collectors.joining(String.valueOf(separator))))
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private String quoted(String value) {
        return value.indexOf(separator) < 0 ? value : '"' + value + '"';
    }

    private String header(List<String> columns) {
        return String.join(String.valueOf(separator), columns) + "\n";
    }

    public byte[] zip() {
        return zip(6);
    }

    public byte[] zip(int level) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        rows.keySet().forEach(table -> files.put(table + ".csv", csv(table).getBytes(StandardCharsets.UTF_8)));
        return zip(files, level);
    }

    public static byte[] zip(Map<String, byte[]> files, int level) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(level);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                // The same tables give the same bytes, whatever the time.
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
