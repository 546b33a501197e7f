package fr.dmp.document.content;

/** What a content may be. */
public enum Form {
    PDF("application/pdf"),
    JPEG("image/jpeg"),
    PNG("image/png"),
    /** A CDA R2 document. */
    CDA("text/xml");

    private final String mediaType;

    Form(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    boolean image() {
        return this == JPEG || this == PNG;
    }
}
