package fr.dmp.recovery;

/** What the answers are worth, all taken together: which of them is wrong, nobody is told. */
public enum Verdict {
    /** It is them, as far as answers can tell. */
    ENOUGH,
    /** Name and day of birth alone: somebody else looks at it. */
    PARTIAL,
    NOT
}
