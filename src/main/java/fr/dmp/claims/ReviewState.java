package fr.dmp.claims;

/** How far the data steward is with a delivery's refused lines. */
public enum ReviewState {
    OPEN,
    /** Each line was put right or dismissed. */
    SETTLED,
    /** The delivery will come again. */
    ASKED_AGAIN,
    /** Nobody decided for 90 days. */
    EXPIRED
}
