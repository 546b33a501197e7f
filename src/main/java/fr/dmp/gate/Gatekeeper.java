package fr.dmp.gate;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The first of all filters. It reads the address as it was sent: one that two parts of the program might read in two
 * ways (escapes, path parameters, empty or dotted segments) goes nowhere, and neither does one that isn't open at this
 * door. The answer is then a bare 404, which tells nothing.
 */
final class Gatekeeper extends OncePerRequestFilter {

    /** Segments of plain characters that don't begin with a dot. Possessive: no path is long enough for the stack. */
    private static final Pattern PLAIN = Pattern.compile("/|(?:/[A-Za-z0-9_~:-][A-Za-z0-9._~:-]*+)++/?");

    /** Tasklist and Cockpit escape the colon of a process definition's id. It means nothing in a path. */
    private static final String COLON = "%3A";

    private final StaffPort staffPort;
    private final GateProperties properties;

    Gatekeeper(StaffPort staffPort, GateProperties properties) {
        this.staffPort = staffPort;
        this.properties = properties;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        Surface surface = request.getLocalPort() == staffPort.number() ? Surface.STAFF : Surface.PUBLIC;
        surface.mark(request);
        surface.headers().forEach(response::setHeader);
        if (opens(surface, request.getRequestURI())) {
            next.doFilter(request, response);
        } else if (surface == Surface.PUBLIC && mistyped(request)) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    /** A person at a browser, with an address that is only wrong: they get a page. */
    private static boolean mistyped(HttpServletRequest request) {
        return byAPerson(request) && PLAIN.matcher(request.getRequestURI()).matches();
    }

    /** Whether the answer is read by a person, at a browser. */
    static boolean byAPerson(HttpServletRequest request) {
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE);
    }

    boolean opens(Surface surface, String raw) {
        String path = surface == Surface.STAFF ? raw.replace(COLON, ":") : raw;
        return PLAIN.matcher(path).matches() && properties.opens(surface, path);
    }
}
