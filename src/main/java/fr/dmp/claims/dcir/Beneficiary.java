package fr.dmp.claims.dcir;

/** Whom a delivery names: the same object in all claims of a part that name the same, so that it is quickly told. */
public final class Beneficiary {

    private final String nir;

    Beneficiary(String nir) {
        this.nir = nir;
    }

    /** As written, not checked. */
    public String nir() {
        return nir;
    }

    @Override
    public String toString() {
        return "Beneficiary";
    }
}
