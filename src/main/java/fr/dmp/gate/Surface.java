package fr.dmp.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * By which port a request came in. It serves as a matcher, so that the security chains of a surface match nothing of the
 * other: {@code http.securityMatcher(Surface.PUBLIC.at("/api/**"))}.
 */
public enum Surface implements RequestMatcher {
    /** Holders, professionals, their software. */
    PUBLIC,
    /** Caseworkers and the other groups of the staff. */
    STAFF;

    private static final String ATTRIBUTE = Surface.class.getName();
    private static final Map<String, String> HEADERS = SurfaceHeaders.strict();

    /** Set by the first of all filters; nothing else can change what a request carries here. */
    void mark(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    Map<String, String> headers() {
        return HEADERS;
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) == this;
    }

    /** Requests of this surface to a path, in the manner of Spring's path patterns. */
    public RequestMatcher at(String... patterns) {
        return new SurfacePaths(this, patterns);
    }
}
