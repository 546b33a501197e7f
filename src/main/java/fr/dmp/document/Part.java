package fr.dmp.document;

/** What of a document is opened. */
public enum Part {
    /** As it was deposited; a picture without what it doesn't show. */
    ORIGINAL,
    /** Of a CDA document: its header and what it tells, as a page of its own. */
    RENDERING,
    /** Of a CDA document: the PDF or picture that it is the envelope of. */
    ENCAPSULATED
}
