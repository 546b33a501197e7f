package fr.dmp.record.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A slip on its way to the printer: kept nowhere in between. */
final class SlipAnswer {

    private SlipAnswer() {}

    /** A HEAD, which Spring answers as a GET without its body, would use the slip up unseen. */
    static ResponseEntity<byte[]> to(HttpServletRequest request, Supplier<byte[]> slip) {
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return ResponseEntity.status(HttpStatus.METHOD_NOT_ALLOWED)
                    .allow(HttpMethod.GET)
                    .build();
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"bordereau.pdf\"")
                .body(slip.get());
    }
}
