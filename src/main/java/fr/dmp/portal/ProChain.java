package fr.dmp.portal;

import fr.dmp.gate.Surface;
import fr.dmp.signin.ProfessionalSessions;
import fr.dmp.signin.ProfessionalSignIn;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;

/** Who may ask for which page of the professionals': all of them want a session but those that lead to one. */
@Configuration
class ProChain {

    private static final String[] PATHS = {"/pro", "/pro/**"};
    private static final String[] ANYONES = {"/pro", "/pro/carte", "/pro/connexion", "/pro/connexion/**", "/pro/langue"
    };

    @Bean
    @Order(51)
    SecurityFilterChain professionalPages(HttpSecurity http, ProfessionalSessions sessions, ProfessionalSignIn signIn)
            throws Exception {
        ProDoorstep doorstep = new ProDoorstep();
        return http.securityMatcher(Surface.PUBLIC.at(PATHS))
                .addFilterBefore(new ProFilter(sessions, signIn), CsrfFilter.class)
                .addFilterBefore(new SignedInUploads(doorstep), CsrfFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(Surface.PUBLIC.at(ANYONES))
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(doorstep).accessDeniedHandler(doorstep))
                .sessionManagement(state -> state.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(forms -> forms.csrfTokenRepository(formTokens())
                        // Else each request would get a token of its own, and a picture on a page, or a second one
                        // beside it,
                        // would make the page's forms refused.
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
                .headers(headers -> headers.defaultsDisabled().cacheControl(Customizer.withDefaults()))
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Another one than the holders' pages have, and lax as the session: it must come along from the provider's site. */
    private static CookieCsrfTokenRepository formTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("__Host-pro-form");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.secure(true).httpOnly(true).sameSite("Lax"));
        return tokens;
    }
}
