package fr.dmp.document.content;

import fr.dmp.document.content.Judged.Accepted;
import fr.dmp.document.content.Judged.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Says whether a content may be deposited. It takes up to some ten seconds, so it is asked outside of a transaction; two
 * contents at once are looked at, a few more may wait.
 */
@Component
public class ContentJudge {

    public static final int MOST_BYTES = 10 * 1024 * 1024;

    private final Scanner scanner;
    private final Inspector inspector;

    ContentJudge(Scanner scanner, Inspector inspector) {
        this.scanner = scanner;
        this.inspector = inspector;
    }

    /** The same of a stream, of which no more is read than may be, and a byte. */
    public Judged judge(InputStream content) throws IOException {
        return judge(content.readNBytes(MOST_BYTES + 1));
    }

    /**
     * @throws fr.dmp.refusal.Refusal {@code unavailable} where the scanner for viruses doesn't answer, {@code busy} where
     *     too many wait; either may be asked again
     */
    public Judged judge(byte[] content) {
        try {
            return accept(content);
        } catch (NotAccepted e) {
            return new Refused(e.reason());
        }
    }

    private Accepted accept(byte[] content) {
        if (content.length == 0) {
            throw new NotAccepted(Reason.EMPTY);
        }
        if (content.length > MOST_BYTES) {
            throw new NotAccepted(Reason.TOO_LARGE);
        }
        scanner.scan(content);
        Form form = Detection.of(content);
        if (form == Form.CDA) {
            return cda(content);
        }
        return plain(form, content);
    }

    private Accepted plain(Form form, byte[] content) {
        byte[] answer = inspector.inspect(form, content);
        return new Accepted(form, form.image() ? answer : content, Optional.empty(), Optional.empty());
    }

    private Accepted cda(byte[] content) {
        CdaAnswer answer = CdaAnswer.read(inspector.inspect(Form.CDA, content));
        return new Accepted(
                Form.CDA,
                content,
                Optional.of(answer.html()),
                answer.encapsulated().map(this::encapsulated));
    }

    /** An envelope within an envelope is none. */
    private Accepted encapsulated(byte[] content) {
        scanner.scan(content);
        Form form = Detection.of(content);
        if (form == Form.CDA) {
            throw new NotAccepted(Reason.TYPE);
        }
        return plain(form, content);
    }
}
