package fr.dmp.claims.dcir;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The columns whose codes a nomenclature has, so that a code that can't be one may be mapped to one that is: no number of
 * a person is among them.
 */
public enum CodeColumn {
    NATURE(DcirTable.ER_PRS_F, "PRS_NAT_REF"),
    MEDICINE(DcirTable.ER_PHA_F, "PHA_PRS_C13"),
    ACT(DcirTable.ER_CAM_F, "CAM_PRS_IDE"),
    BIOLOGY(DcirTable.ER_BIO_F, "BIO_PRS_IDE"),
    DEVICE(DcirTable.ER_TIP_F, "TIP_PRS_IDE");

    /** Why a line is refused whose code can't be one. */
    public static final String REASON = "code";

    private final DcirTable table;
    private final String name;

    CodeColumn(DcirTable table, String name) {
        this.table = table;
        this.name = name;
    }

    /** As refusals name it: {@code ER_PHA_F.PHA_PRS_C13}. */
    public String column() {
        return table + "." + name;
    }

    /** Its nomenclature: {@code CIP13}. */
    public String system() {
        return table.system();
    }

    /** Whether it is a column of the claim itself, with which all that tells more of it is refused. */
    public boolean ofClaim() {
        return table == DcirTable.ER_PRS_F;
    }

    DcirTable table() {
        return table;
    }

    /** As the table's header has it. */
    String header() {
        return name;
    }

    public static Optional<CodeColumn> of(String column) {
        return Stream.of(values()).filter(one -> one.column().equals(column)).findFirst();
    }
}
