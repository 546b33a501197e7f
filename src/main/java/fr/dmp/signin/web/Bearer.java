package fr.dmp.signin.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;

/** The token of a request, and whoever it stands for as the request's principal. */
final class Bearer extends AbstractAuthenticationToken {

    private static final Pattern SHAPE = Pattern.compile("(?i:Bearer) +([A-Za-z0-9._~+/=-]{1,8192})");

    private final transient Object principal;

    private Bearer(Object principal) {
        super(List.of());
        this.principal = principal;
        setAuthenticated(true);
    }

    /** The token of the one {@code Authorization} header; it stands nowhere else, addresses least of all. */
    static Optional<String> token(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        return headers.size() == 1
                ? Optional.of(SHAPE.matcher(headers.get(0)))
                        .filter(Matcher::matches)
                        .map(shape -> shape.group(1))
                : Optional.empty();
    }

    static void signedIn(Object principal) {
        SecurityContextHolder.setContext(new SecurityContextImpl(new Bearer(principal)));
    }

    @Override
    public Object getPrincipal() {
        return principal;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bearer bearer && bearer.principal.equals(principal);
    }

    @Override
    public int hashCode() {
        return principal.hashCode();
    }

    /** Spring's own would print the principal. */
    @Override
    public String toString() {
        return "Bearer";
    }
}
