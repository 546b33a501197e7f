package fr.dmp.document.content;

import fr.dmp.cda.SafeXml;
import fr.dmp.cda.UnsafeXml;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Document;

/** Accepts a CDA R2 document, tells it in HTML and takes out what it is the envelope of. */
final class CdaInspection {

    static final String HL7 = "urn:hl7-org:v3";

    /** What a browser that is handed the document as it is would run, or go and fetch. */
    private static final Set<String> ACTIVE = Set.of(
            "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1999/XSL/Transform");

    private CdaInspection() {}

    /** @throws NotAccepted with the reason */
    static CdaAnswer inspect(byte[] content) {
        Document document = parsed(content);
        Part root = new Part(document.getDocumentElement());
        if (!root.is("ClinicalDocument")) {
            throw new NotAccepted(Reason.TYPE);
        }
        if (ACTIVE.stream()
                .anyMatch(space -> document.getElementsByTagNameNS(space, "*").getLength() > 0)) {
            throw new NotAccepted(Reason.SCRIPT);
        }
        Optional<Part> other = root.first("component/nonXMLBody/text");
        return new CdaAnswer(new CdaHtml(root).html(), other.flatMap(CdaInspection::encapsulated));
    }

    private static Document parsed(byte[] content) {
        try {
            return SafeXml.parse(content);
        } catch (UnsafeXml e) {
            throw new NotAccepted(
                    switch (e.reason()) {
                        case "empty" -> Reason.EMPTY;
                        case "too-big" -> Reason.TOO_LARGE;
                        case "doctype" -> Reason.DOCTYPE;
                        default -> Reason.BROKEN;
                    });
        }
    }

    /** Plain text stays in the document, and is told as it is; what is elsewhere isn't here to be judged. */
    private static Optional<byte[]> encapsulated(Part text) {
        if (text.first("reference").isPresent()) {
            throw new NotAccepted(Reason.EMBEDDED_FILE);
        }
        if (!"B64".equals(text.attribute("representation"))) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(text.text().getBytes(StandardCharsets.US_ASCII));
            if (bytes.length == 0) {
                throw new NotAccepted(Reason.EMPTY);
            }
            return Optional.of(bytes);
        } catch (IllegalArgumentException e) {
            throw new NotAccepted(Reason.BROKEN);
        }
    }
}
