package fr.dmp.document.content;

/** Ends the looking at a content. */
final class NotAccepted extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    NotAccepted(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }
}
