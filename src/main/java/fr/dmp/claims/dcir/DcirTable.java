package fr.dmp.claims.dcir;

import fr.dmp.claims.Section;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of a delivery: the claims, and what tells more of a claim, joined on its nine keys. */
public enum DcirTable {
    ER_PRS_F(
            "PRS_NAT",
            null,
            "BEN_NIR_PSA",
            "EXE_SOI_DTD",
            "EXE_SOI_DTF",
            "PRS_NAT_REF",
            "PRS_ACT_QTE",
            "PRS_PAI_MNT",
            "BSE_REM_MNT",
            "CPL_REM_MNT",
            "PFS_EXE_NUM",
            "PFS_PRE_NUM"),
    ER_PHA_F("CIP13", Section.MEDICINES, "PHA_ORD_NUM", "PHA_PRS_C13", "PHA_ACT_QSN"),
    ER_CAM_F("CCAM", Section.CARE, "CAM_ORD_NUM", "CAM_PRS_IDE"),
    ER_BIO_F("NABM", Section.BIOLOGY, "BIO_ORD_NUM", "BIO_PRS_IDE", "BIO_ACT_QSN"),
    ER_TIP_F("LPP", Section.DEVICES, "TIP_ORD_NUM", "TIP_PRS_IDE", "TIP_ACT_QSN"),
    /** Has no ordinal: a stay is told from another under the same claim by its content. */
    ER_ETE_F(
            "GHS",
            Section.HOSPITALISATIONS,
            "DDP_COD",
            "ETE_GHS_NUM",
            "ETE_CAT_COD",
            "ETE_TYP_COD",
            "ETE_STJ_COD",
            "ETE_NAT_FSJ",
            "ETE_MCO_DDP",
            "MDT_COD",
            "MFT_COD");

    private final String system;
    private final @Nullable Section section;
    private final List<String> columns;
    private final String[] firstLines;

    DcirTable(String system, @Nullable Section section, String... own) {
        this.system = system;
        this.section = section;
        this.columns = Stream.concat(ClaimKey.COLUMNS.stream(), Stream.of(own)).toList();
        this.firstLines = IntStream.range(0, 100).mapToObj(this::named).toArray(String[]::new);
    }

    /** Name of the file in the ZIP. */
    String file() {
        return name() + ".csv";
    }

    static Optional<DcirTable> ofFile(String name) {
        return Stream.of(values()).filter(table -> table.file().equals(name)).findFirst();
    }

    /** What is read of it, by slot; anything else is ignored. */
    List<String> columns() {
        return columns;
    }

    /** The nomenclature of its codes. */
    public String system() {
        return system;
    }

    /** Where its lines are shown; of a claim it depends on the nature of the service. */
    Optional<Section> section() {
        return Optional.ofNullable(section);
    }

    /** Which line under a claim's key: {@code PHA/16}. */
    String detail(long ordinal) {
        return ordinal >= 0 && ordinal < firstLines.length ? firstLines[(int) ordinal] : named(ordinal);
    }

    private String named(long ordinal) {
        return name().substring(3, 6) + "/" + Long.toUnsignedString(ordinal, 36);
    }
}
