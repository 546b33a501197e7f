package fr.dmp.portal;

import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import fr.dmp.signin.ProfessionalSessions;
import fr.dmp.signin.ProfessionalSignIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds the professional whose session the cookie names, in the database and the directory, at every request. Whom the
 * directory doesn't know as they signed in any more is told so and signed out.
 */
final class ProFilter extends OncePerRequestFilter {

    private static final String POLICY = "Content-Security-Policy";
    private static final String OWN_FORMS = "form-action 'self'";

    private final ProfessionalSessions sessions;
    private final ProfessionalSignIn signIn;

    ProFilter(ProfessionalSessions sessions, ProfessionalSignIn signIn) {
        this.sessions = sessions;
        this.signIn = signIn;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        letFormsLeadToTheProvider(response);
        Optional<String> token = Cookies.PROFESSIONAL.read(request);
        try {
            token.flatMap(sessions::authenticate).ifPresent(ProFilter::admit);
        } catch (Refusal refused) {
            token.ifPresent(sessions::end);
            Cookies.PROFESSIONAL.take(response);
            request.setAttribute(ProSignInPages.REFUSED, refused);
            request.getRequestDispatcher("/pro/connexion/refus").forward(request, response);
            return;
        }
        chain.doFilter(request, response);
    }

    /** To sign in and out is a form of ours that ends at the provider's site; browsers look at each step of it. */
    private void letFormsLeadToTheProvider(HttpServletResponse response) {
        String strict = Optional.ofNullable(response.getHeader(POLICY)).orElse(OWN_FORMS);
        response.setHeader(POLICY, strict.replace(OWN_FORMS, OWN_FORMS + " " + String.join(" ", signIn.sites())));
    }

    private static void admit(ProfessionalSession session) {
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                session, null, AuthorityUtils.createAuthorityList("PROFESSIONAL")));
        SecurityContextHolder.setContext(context);
    }
}
