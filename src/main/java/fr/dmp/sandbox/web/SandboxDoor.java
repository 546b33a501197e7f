package fr.dmp.sandbox.web;

import fr.dmp.gate.Surface;
import fr.dmp.sandbox.SandboxIssuer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who may use the sandbox's addresses: anyone at this machine. Another site's page can't: its forms lack the token, and
 * JSON from elsewhere is refused by the browser itself. The provider's form leads back to whichever node was signed in at.
 */
@Configuration
@Profile("sandbox")
class SandboxDoor {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' http://localhost:*; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    @Order(10)
    SecurityFilterChain sandboxChain(HttpSecurity http) throws Exception {
        RequestMatcher here = new OrRequestMatcher(new IpAddressMatcher("127.0.0.0/8"), new IpAddressMatcher("::1"));
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("__Host-sandbox");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.secure(true).sameSite("Strict"));
        return http.securityMatcher(Surface.PUBLIC.at("/sandbox/**"))
                .authorizeHttpRequests(requests ->
                        requests.requestMatchers(here).permitAll().anyRequest().denyAll())
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .ignoringRequestMatchers(Surface.PUBLIC.at(SandboxIssuer.PATH + "/token"))
                        .ignoringRequestMatchers(new RequestHeaderRequestMatcher(
                                HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
                .build();
    }
}
