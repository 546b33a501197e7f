package fr.dmp.claims.dcir;

/**
 * What an emitter sent at once (FLX_DIS_DTD, FLX_EMT_TYP, FLX_EMT_NUM, FLX_EMT_ORD). Where no other delivery held it, none
 * of its claims can be there.
 *
 * @param day days since 1970
 */
public record Flux(int day, int type, int emitter, int sequence) {

    /** A record's own mixes so little that thousands of fluxes share a place in a map. */
    @Override
    public int hashCode() {
        long mixed = new Mix()
                .add((long) day << 32 | type)
                .add((long) emitter << 32 | sequence)
                .value();
        return (int) mixed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Flux flux
                && flux.day == day
                && flux.type == type
                && flux.emitter == emitter
                && flux.sequence == sequence;
    }
}
