package fr.dmp.sandbox.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Who asks: a browser wants the page, everyone else the JSON. */
final class Browser {

    private Browser() {}

    /** Whether HTML is named among what is accepted; a bare wildcard isn't enough. */
    static boolean asks(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        try {
            List<MediaType> types = MediaType.parseMediaTypes(accepted);
            return types.stream().anyMatch(MediaType.TEXT_HTML::equalsTypeAndSubtype);
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
