package fr.dmp.claims.dcir;

/**
 * What an emitter sent at once (FLX_DIS_DTD, FLX_EMT_TYP, FLX_EMT_NUM, FLX_EMT_ORD). Where no other delivery held it, none
 * of its claims can be there.
 *
 * @param day days since 1970
 */
public record Flux(int day, int type, int emitter, int sequence) {}
