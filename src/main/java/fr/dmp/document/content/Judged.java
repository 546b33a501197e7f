package fr.dmp.document.content;

import java.util.Optional;

/** The verdict on a content. */
public sealed interface Judged {

    /** @throws fr.dmp.refusal.Refusal the content is refused */
    Accepted orRefusal();

    /**
     * @param content to be kept: a PDF or a CDA document as it came, a picture anew, upright and with nothing but what it shows
     * @param html of a CDA document: its header and what it tells, an {@code article} in French without script, style or
     *     any address; else absent
     * @param encapsulated what a CDA document is the envelope of, judged likewise; else absent
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Accepted(Form form, byte[] content, Optional<String> html, Optional<Accepted> encapsulated)
            implements Judged {

        @Override
        public Accepted orRefusal() {
            return this;
        }

        @Override
        public String toString() {
            return form.name();
        }
    }

    record Refused(Reason reason) implements Judged {

        @Override
        public Accepted orRefusal() {
            throw reason.refusal();
        }
    }
}
