package fr.dmp.claims;

/** Where a line of the care history belongs: the seven sections of the CNAM-HR document, and the rest. */
public enum Section {
    MEDICINES,
    VACCINATIONS,
    DEVICES,
    HOSPITALISATIONS,
    CARE,
    RADIOLOGY,
    BIOLOGY,
    OTHER
}
