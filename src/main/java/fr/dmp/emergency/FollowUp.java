package fr.dmp.emergency;

/** What the compliance officer does about an unjustified access (P). */
public enum FollowUp {
    /** The professional was reminded of the rules. */
    REMINDED,
    /** The place where they work was told. */
    EMPLOYER_TOLD,
    /** Their professional order, or the prosecutor, was. */
    REPORTED
}
