package fr.dmp.portal;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * The portal's cookies. Each is for this host alone, sent over a protected connection, to no other site, and out of a
 * script's reach.
 */
enum Cookies {
    /** The session's token, the same as the API's. Ends with the browser; the database ends it before. */
    SESSION("__Host-holder", Duration.ofSeconds(-1)),
    /** A sign-in that waits for its code: an id must not stand in an address. */
    CHALLENGE("__Host-challenge", Duration.ofMinutes(15)),
    /** A creation that waits for its code or for a check. */
    CREATION("__Host-creation", Duration.ofDays(30)),
    LANGUAGE("__Host-langue", Duration.ofDays(365));

    private final String label;
    private final Duration life;

    Cookies(String label, Duration life) {
        this.label = label;
        this.life = life;
    }

    Optional<String> read(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, label))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty());
    }

    void give(HttpServletResponse response, String value) {
        add(response, value, life);
    }

    void take(HttpServletResponse response) {
        add(response, "", Duration.ZERO);
    }

    private void add(HttpServletResponse response, String value, Duration maxAge) {
        ResponseCookie cookie = ResponseCookie.from(label, value)
                .httpOnly(true)
                .secure(true)
                .sameSite("Strict")
                .path("/")
                .maxAge(maxAge)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
