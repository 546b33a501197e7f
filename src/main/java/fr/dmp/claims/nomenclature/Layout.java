package fr.dmp.claims.nomenclature;

import static fr.dmp.reference.Nomenclature.CCAM;
import static fr.dmp.reference.Nomenclature.CIP13;
import static fr.dmp.reference.Nomenclature.CIS;
import static fr.dmp.reference.Nomenclature.DOCUMENT_TYPE;
import static fr.dmp.reference.Nomenclature.FUND;
import static fr.dmp.reference.Nomenclature.LPP;
import static fr.dmp.reference.Nomenclature.NABM;
import static fr.dmp.reference.Nomenclature.NGAP;
import static fr.dmp.reference.Nomenclature.PRS_NAT;
import static fr.dmp.reference.Nomenclature.REGIME;
import static fr.dmp.reference.Nomenclature.UCD;

import fr.dmp.claims.delivery.Unusable;
import fr.dmp.reference.Nomenclature;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * In which columns a published file has what we take of it; the others are ignored.
 *
 * @param code columns that make a code together: of the small régimes only both numbers do
 * @param label columns that make a label together
 * @param of the column of the drug that a presentation is of, of the class that a type of document is in; none elsewhere
 */
record Layout(Nomenclature nomenclature, List<String> code, List<String> label, List<String> of) {

    private static final List<Layout> BY_HEADER = List.of(
            of(CCAM, List.of("CAM_PRS_IDE_COD"), "CAM_PRS_IDE_LIB"),
            of(NABM, List.of("BIO_PRS_IDE"), "BIO_INF_LIB"),
            of(NGAP, List.of("ACT_COD"), "ACT_COD_LIB"),
            of(PRS_NAT, List.of("PRS_NAT"), "PRS_NAT_LIB"),
            of(LPP, List.of("LPP_PRS_IDE"), "LPP_RED_LIB"),
            of(UCD, List.of("UCD_UCD_COD"), "UCD_DSN_LIB", "UCD_CND_LIB"),
            of(REGIME, List.of("RGM_GRG_COD", "RGM_COD"), "RGM_LIB"),
            of(FUND, List.of("ORG_BSE_NUM"), "ORG_CAI_LIB"),
            new Layout(DOCUMENT_TYPE, List.of("type_code"), List.of("type_label"), List.of("class_code")));

    private static final Layout MEDICINES = of(CIS, List.of("cis"), "name");
    private static final Layout PRESENTATIONS =
            new Layout(CIP13, List.of("cip13"), List.of("packaging"), List.of("cis"));

    /** The columns of the files that have no header, by the name that they are published under. */
    private static final Map<String, List<String>> HEADERS = Map.of(
            "cis_bdpm", List.of("cis;name;;;;;;;;;;".split(";", -1)),
            "cis_cip_bdpm", List.of("cis;;packaging;;;;cip13;;;;;;".split(";", -1)));

    /** Published beside them, with codes of other kinds: drugs by old codes, their substances, groups of generics. */
    private static final String NO_LABELS = "PHA_PRS_IDE";

    private static final List<String> NAMED_NO_LABELS = List.of("cis_compo_bdpm", "cis_gener_bdpm");

    /**
     * By a header.
     *
     * @throws Unusable {@code no-labels} where it is known to have none
     */
    static Optional<Layout> ofHeader(List<String> header) {
        Optional<Layout> found =
                BY_HEADER.stream().filter(layout -> layout.fits(header)).findFirst();
        if (found.isEmpty() && header.contains(NO_LABELS)) {
            throw new Unusable("no-labels");
        }
        return found;
    }

    /**
     * By a file's name, where its lines have as many columns as under that name.
     *
     * @throws Unusable {@code no-labels} where it is known to have none
     */
    static Optional<Bound> ofName(String name, int columns) {
        String published = name.toLowerCase(Locale.ROOT);
        if (NAMED_NO_LABELS.stream().anyMatch(published::startsWith)) {
            throw new Unusable("no-labels");
        }
        return HEADERS.entrySet().stream()
                .filter(named -> published.startsWith(named.getKey()))
                .map(Map.Entry::getValue)
                .filter(header -> header.size() == columns)
                .map(header -> Stream.of(MEDICINES, PRESENTATIONS)
                        .filter(layout -> layout.fits(header))
                        .findFirst()
                        .orElseThrow()
                        .bind(header))
                .findFirst();
    }

    Bound bind(List<String> header) {
        return new Bound(this, header.size(), places(code, header), places(label, header), places(of, header));
    }

    /**
     * A layout in the columns of one file.
     *
     * @param columns how many a line has
     * @param code places of the columns that make a code; likewise of a label, and of the drug
     */
    record Bound(Layout layout, int columns, List<Integer> code, List<Integer> label, List<Integer> of) {}

    private boolean fits(List<String> header) {
        return Stream.of(code, label, of)
                .flatMap(List::stream)
                .allMatch(column -> Collections.frequency(header, column) == 1);
    }

    private static List<Integer> places(List<String> columns, List<String> header) {
        return columns.stream().map(header::indexOf).toList();
    }

    private static Layout of(Nomenclature nomenclature, List<String> code, String... label) {
        return new Layout(nomenclature, code, List.of(label), List.of());
    }
}
