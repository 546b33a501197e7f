package fr.dmp.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Signs in on the engine's REST interface by a staff account's name and password, for this one request. It is for
 * programs: what a browser sends for another site's page is refused, since it would add a remembered password.
 */
final class RestSignIn extends OncePerRequestFilter {

    private final IdentityService identities;
    private final BasicAuthenticationConverter basic = new BasicAuthenticationConverter();

    RestSignIn(IdentityService identities) {
        this.identities = identities;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        Optional<String> login = fromElsewhere(request) ? Optional.empty() : login(request);
        try {
            login.ifPresent(this::present);
            next.doFilter(request, response);
        } finally {
            identities.clearAuthentication();
        }
    }

    private static boolean fromElsewhere(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return site != null && !site.equals("same-origin") && !site.equals("none");
    }

    private Optional<String> login(HttpServletRequest request) {
        return Optional.ofNullable(basic.convert(request))
                .filter(given -> identities.checkPassword(given.getName(), String.valueOf(given.getCredentials())))
                .map(UsernamePasswordAuthenticationToken::getName);
    }

    private void present(String login) {
        List<String> groups = identities.createGroupQuery().groupMember(login).list().stream()
                .map(Group::getId)
                .toList();
        identities.setAuthentication(login, groups);
        SecurityContextHolder.setContext(new SecurityContextImpl(
                new UsernamePasswordAuthenticationToken(login, null, AuthorityUtils.createAuthorityList(groups))));
    }
}
