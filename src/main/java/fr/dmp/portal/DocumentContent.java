package fr.dmp.portal;

import fr.dmp.document.Documents.Opened;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What a document holds, sent to a browser so that it can do nothing there. */
final class DocumentContent {

    private DocumentContent() {}

    static ResponseEntity<byte[]> of(Opened opened) {
        ContentDisposition.Builder disposition =
                opened.shows() ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(opened.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition.filename(opened.fileName()).build().toString())
                .body(opened.content());
    }
}
