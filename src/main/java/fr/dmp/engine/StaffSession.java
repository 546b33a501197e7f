package fr.dmp.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows by the session of Tasklist who is asking, and reads afresh who that is today. */
final class StaffSession extends OncePerRequestFilter {

    private final ProcessEngine engine;

    StaffSession(ProcessEngine engine) {
        this.engine = engine;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain next)
            throws ServletException, IOException {
        // The accounts are read as the program: whoever this thread last stood for might not see them.
        engine.getIdentityService().clearAuthentication();
        signedIn(request).ifPresent(StaffSession::present);
        next.doFilter(request, response);
    }

    private Optional<StaffMember> signedIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(AuthenticationUtil.getAuthsFromSession(session)
                        .getAuthenticationForProcessEngine(engine.getName()))
                .map(Authentication::getIdentityId)
                .map(login -> AuthenticationUtil.createAuthentication(engine, login, null, null))
                .map(fresh -> new StaffMember(fresh.getIdentityId(), groups(fresh.getGroupIds())));
    }

    private static Set<StaffGroup> groups(List<String> ids) {
        return ids.stream().flatMap(id -> StaffGroup.of(id).stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static void present(StaffMember member) {
        List<SimpleGrantedAuthority> authorities = member.groups().stream()
                .map(group -> new SimpleGrantedAuthority(group.id()))
                .toList();
        SecurityContextHolder.setContext(
                new SecurityContextImpl(new UsernamePasswordAuthenticationToken(member, null, authorities)));
    }
}
