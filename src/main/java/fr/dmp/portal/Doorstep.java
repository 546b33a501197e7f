package fr.dmp.portal;

import fr.dmp.signin.HolderSession.Scope;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;

/** What someone meets who asks for a page that isn't theirs to see yet, or no more. */
final class Doorstep implements AuthenticationEntryPoint, AccessDeniedHandler {

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException, ServletException {
        if (comesFromElsewhere(request)) {
            request.getRequestDispatcher("/connexion/arrivee").forward(request, response);
            return;
        }
        redirect(response, Cookies.SESSION.read(request).isPresent() ? "/connexion?fin" : "/connexion");
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException reason)
            throws IOException {
        if (reason instanceof CsrfException) {
            response.sendError(HttpStatus.FORBIDDEN.value());
        } else if (has(Scope.PASSWORD_CHANGE)) {
            redirect(response, "/mot-de-passe");
        } else if (has(Scope.FULL)) {
            redirect(response, "/dossier");
        } else {
            redirect(response, "/connexion/dossier-ferme");
        }
    }

    /** A strict cookie stays at home when a link on another site, a mail page, leads here: the holder may well be signed in. */
    private static boolean comesFromElsewhere(HttpServletRequest request) {
        return "GET".equals(request.getMethod())
                && Cookies.SESSION.read(request).isEmpty()
                && "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
    }

    private static boolean has(Scope scope) {
        return SecurityContextHolder.getContext().getAuthentication().getAuthorities().stream()
                .anyMatch(authority -> authority.getAuthority().equals(scope.name()));
    }

    private static void redirect(HttpServletResponse response, String path) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader("Location", path);
    }
}
