package fr.dmp.document.web;

import fr.dmp.document.Documents.Opened;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What a document holds, sent so that it can do nothing where it is opened. */
final class Answers {

    private static final String HTML = "text/html";
    private static final String NOTHING_RUNS = "default-src 'none'; sandbox";
    private static final String PAGE =
            """
            <!doctype html>
            <html lang="fr"><head><meta charset="utf-8"><title>Document</title></head><body>
            %s
            </body></html>
            """;

    private Answers() {}

    /** To be kept. */
    static ResponseEntity<byte[]> attached(Opened opened) {
        return sent(
                opened,
                ContentDisposition.attachment().filename(opened.fileName()).build());
    }

    /** To be looked at; what a CDA document tells, as a page. */
    static ResponseEntity<byte[]> shown(Opened opened) {
        Opened whole = opened.mediaType().equals(HTML) ? page(opened) : opened;
        return sent(
                whole, ContentDisposition.inline().filename(whole.fileName()).build());
    }

    private static Opened page(Opened opened) {
        String article = new String(opened.content(), StandardCharsets.UTF_8);
        return new Opened(HTML, PAGE.formatted(article).getBytes(StandardCharsets.UTF_8), opened.encloses());
    }

    private static ResponseEntity<byte[]> sent(Opened opened, ContentDisposition disposition) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(opened.mediaType()))
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Content-Security-Policy", NOTHING_RUNS)
                .body(opened.content());
    }
}
