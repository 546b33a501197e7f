package fr.dmp.claims.dcir;

import fr.dmp.claims.Section;
import java.util.Set;

/** The nature of a service (IR_NAT_V), whose hundreds are its families. Which section each is shown in is ours (P). */
public final class ServiceNature {

    private static final Set<Integer> IMAGING = Set.of(1320, 1324, 1331, 1332, 1333, 1335, 1336, 1351);

    private ServiceNature() {}

    /** Where a claim is shown of which nothing more is told. */
    public static Section section(int nature) {
        if (IMAGING.contains(nature)) {
            return Section.RADIOLOGY;
        }
        return switch (nature / 100) {
            case 10, 11, 12, 13, 14, 15, 17, 31, 92, 93, 94 -> Section.CARE;
            case 21, 22, 23, 24 -> Section.HOSPITALISATIONS;
            case 32 -> Section.BIOLOGY;
            case 33, 34 -> Section.MEDICINES;
            case 35, 51, 54 -> Section.DEVICES;
            default -> Section.OTHER;
        };
    }

    /** Where a line of a table is shown: an act of imaging is no other care. */
    public static Section section(DcirTable table, int nature) {
        return table == DcirTable.ER_CAM_F && IMAGING.contains(nature)
                ? Section.RADIOLOGY
                : table.section().orElseGet(() -> section(nature));
    }
}
