package fr.dmp.reference;

/** The nomenclatures that are taken in; a code is labelled under the name of its own. */
public enum Nomenclature {
    /** Technical acts. */
    CCAM,
    /** Acts of biology. */
    NABM,
    /** Key letters of clinical acts. */
    NGAP,
    /** Natures of service. */
    PRS_NAT,
    /** Devices. */
    LPP,
    /** Drugs by unit, as hospitals are paid for them. */
    UCD,
    /** Drugs by package, as pharmacies hand them out. */
    CIP13,
    /** What documents may be, each in a class. */
    DOCUMENT_TYPE,
    /** Drugs by name, whatever their package. */
    CIS,
    /** Small régimes, {@code large-small}. */
    REGIME,
    /** Funds. */
    FUND
}
