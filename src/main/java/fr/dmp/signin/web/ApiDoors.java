package fr.dmp.signin.web;

import fr.dmp.gate.RefusedRequests;
import fr.dmp.gate.Surface;
import fr.dmp.signin.Representation;
import fr.dmp.signin.Sessions;
import jakarta.servlet.Filter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;

/**
 * Who may call {@code /api} at the public door: holders with their tokens, professionals with theirs, anyone where a
 * stay begins. A bearer token isn't sent by a browser of its own accord, so that forged requests need no further guard.
 */
@Configuration
class ApiDoors {

    private final RefusedRequests refused;

    ApiDoors(RefusedRequests refused) {
        this.refused = refused;
    }

    @Bean
    @Order(200)
    SecurityFilterChain holders(HttpSecurity http, Sessions sessions, Representation representation) throws Exception {
        return signedIn(http, new HolderBearer(sessions, representation, refused), "/api/record/**");
    }

    @Bean
    @Order(201)
    SecurityFilterChain professionals(HttpSecurity http, ProfessionalTokens tokens) throws Exception {
        return signedIn(http, new ProfessionalBearer(tokens, refused), "/api/professional/**");
    }

    @Bean
    @Order(202)
    SecurityFilterChain anyone(HttpSecurity http) throws Exception {
        return stateless(http)
                .securityMatcher(Surface.PUBLIC.at(
                        "/api/sign-in/**", "/api/creations/**", "/api/recoveries/**", "/api/recovery-cancellations"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    private SecurityFilterChain signedIn(HttpSecurity http, Filter bearer, String path) throws Exception {
        return stateless(http)
                .securityMatcher(Surface.PUBLIC.at(path))
                .addFilterBefore(bearer, AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    private HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refused).accessDeniedHandler(refused));
    }
}
