package fr.dmp.portal;

import fr.dmp.gate.Surface;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.Representation;
import fr.dmp.signin.Sessions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * Who may ask for which page. Nothing is kept in the program between two requests: the session is a row in the database,
 * the proof that a form is ours a cookie that the form must repeat.
 */
@Configuration
class PortalChain {

    /** Every page and file of the portal; the chain that ends the public port answers nothing else. */
    static final String[] PATHS = {
        "/",
        "/connexion",
        "/connexion/**",
        "/mot-de-passe",
        "/deconnexion",
        "/creation",
        "/creation/**",
        "/recuperation",
        "/recuperation/**",
        "/annulation",
        "/historique",
        "/documents",
        "/documents/**",
        "/acces",
        "/acces/**",
        "/informations",
        "/informations/**",
        "/urgences",
        "/urgences/**",
        "/journal",
        "/journal/**",
        "/representation",
        "/representation/**",
        "/urgence/carte",
        "/urgence/carte/**",
        "/dossier",
        "/avis",
        "/aide",
        "/langue",
        "/assets/**"
    };

    private static final String[] HOLDERS = {
        "/historique",
        "/documents",
        "/documents/**",
        "/acces",
        "/acces/**",
        "/informations",
        "/informations/**",
        "/urgences",
        "/urgences/**",
        "/journal",
        "/journal/**",
        "/representation",
        "/representation/**",
        "/urgence/carte",
        "/urgence/carte/**",
        "/dossier",
        "/avis"
    };

    @Bean
    @Order(50)
    SecurityFilterChain portalSecurity(HttpSecurity http, Sessions sessions, Representation representation)
            throws Exception {
        Doorstep doorstep = new Doorstep();
        return http.securityMatcher(Surface.PUBLIC.at(PATHS))
                .addFilterBefore(new HolderFilter(sessions, representation), CsrfFilter.class)
                .addFilterBefore(new SignedInUploads(doorstep), CsrfFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(Surface.PUBLIC.at(HOLDERS))
                        .hasAuthority(Scope.FULL.name())
                        .requestMatchers(Surface.PUBLIC.at("/mot-de-passe"))
                        .hasAnyAuthority(Scope.FULL.name(), Scope.PASSWORD_CHANGE.name())
                        .requestMatchers(Surface.PUBLIC.at("/deconnexion"))
                        .authenticated()
                        // Whoever signs in has a record already.
                        .requestMatchers(Surface.PUBLIC.at("/creation"))
                        .anonymous()
                        .requestMatchers(Surface.PUBLIC.at(PATHS))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(doorstep).accessDeniedHandler(doorstep))
                .sessionManagement(state -> state.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(forms -> forms.csrfTokenRepository(FormTokens.kept())
                        // Else each request would get a token of its own, and a picture on a page, or a second one
                        // beside it,
                        // would make the page's forms refused.
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
                // The gate has set what every answer tells the browser; here only: keep nothing.
                .headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }
}
