package fr.dmp.document.content;

import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import fr.dmp.refusal.Refusal.Kind;

/** Why a content isn't accepted. What whoever deposits reads of it is in the bundle {@code i18n/document}. */
public enum Reason {
    EMPTY,
    TOO_LARGE,
    /** Photos of telephones that browsers don't show. */
    HEIC,
    TYPE,
    /** Several things at once: what it is depends on who opens it. */
    POLYGLOT,
    ENCRYPTED,
    SCRIPT,
    ACTION,
    EMBEDDED_FILE,
    BROKEN,
    DOCTYPE,
    TOO_COMPLEX,
    TOO_MANY_PIXELS,
    TOO_SLOW,
    INFECTED;

    private static final String FIELD = "/content";

    /** Key of its sentence. */
    public String message() {
        return "document.reason." + name();
    }

    /** 413, 415 or 422, with the sentence at the field {@code content}. */
    public Refusal refusal() {
        Fault fault = new Fault(FIELD, message());
        return switch (this) {
            case TOO_LARGE -> Refusal.of(Kind.TOO_LARGE, "body-too-large").with(fault);
            case HEIC, TYPE ->
                Refusal.of(Kind.UNSUPPORTED, "unsupported-media-type").with(fault);
            default -> Refusal.invalid(FIELD, message());
        };
    }
}
