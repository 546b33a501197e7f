package fr.dmp.emergency;

/** What stands out about an emergency access (P). It proves nothing by itself: a reviewer looks at it. */
public enum FindingReason {
    /** The holder asked that each access to their record be looked at first. */
    WATCHED,
    /** Who opened it opens far more of them than their peers. */
    OUT_OF_LINE,
    /** At night, by somebody whose others are by day. */
    ODD_HOURS,
    /** Holder and professional bear the same family name. */
    SAME_NAME,
    /** The holder's names are those of a professional of the same organization. */
    COLLEAGUE
}
