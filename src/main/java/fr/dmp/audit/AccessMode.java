package fr.dmp.audit;

/** Access modes of the DMP (OID 1.2.250.1.213.1.1.4.336). */
public enum AccessMode {
    NORMAL("normal"),
    BRIS_DE_GLACE("bris_de_glace"),
    CENTRE_15("centre_15");

    private final String code;

    AccessMode(String code) {
        this.code = code;
    }

    /** The code of the nomenclature. */
    public String code() {
        return code;
    }
}
