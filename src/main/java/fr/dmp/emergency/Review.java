package fr.dmp.emergency;

/** What became of the review of an emergency access. */
public enum Review {
    PENDING,
    JUSTIFIED,
    UNJUSTIFIED
}
