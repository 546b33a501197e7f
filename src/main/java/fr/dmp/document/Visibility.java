package fr.dmp.document;

/** From whom a document is hidden (1.2.250.1.213.1.1.4.13). */
public enum Visibility {
    /** A result that its holder is yet to be told of. */
    INVISIBLE_PATIENT,
    /** A minor's secret. */
    INVISIBLE_REPRESENTANTS_LEGAUX,
    /** Masked from professionals, the treating physician and the author excepted. */
    MASQUE_PS
}
