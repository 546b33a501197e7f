package fr.dmp.claims.delivery;

import java.util.Locale;

/** What the Assurance Maladie delivers; each kind has an inbox of its own. */
public enum DeliveryKind {
    INSURED,
    PROFESSIONALS,
    TREATING_PHYSICIANS,
    NOMENCLATURES,
    CLAIMS;

    /** Name of the inbox, and of the kind in the manifest. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static DeliveryKind ofFolder(String folder) {
        return valueOf(folder.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
