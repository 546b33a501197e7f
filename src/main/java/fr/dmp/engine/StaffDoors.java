package fr.dmp.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.gate.RefusedRequests;
import fr.dmp.gate.Surface;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The chains of the staff port. */
@Configuration
class StaffDoors {

    /** Where people sign in and out: the engine's own, for all of its web applications. */
    private static final RequestMatcher SIGN_IN = Surface.STAFF.at("/camunda/api/admin/auth/user/**");

    private static final RequestMatcher ADMINISTRATION = new OrRequestMatcher(
            new AndRequestMatcher(
                    Surface.STAFF.at(
                            "/camunda/app/cockpit/**",
                            "/camunda/api/cockpit/**",
                            "/camunda/app/admin/**",
                            "/camunda/api/admin/**"),
                    new NegatedRequestMatcher(SIGN_IN)),
            new AndRequestMatcher(Surface.STAFF.at("/camunda/api/engine/**"), EngineCalls::administer));

    private final ProcessEngine engine;
    private final RefusedRequests refused;

    StaffDoors(ProcessEngine engine, RefusedRequests refused) {
        this.engine = engine;
        this.refused = refused;
    }

    /** Pages and calls of our own: the session of Tasklist, its token for whatever changes something. */
    @Bean
    @Order(400)
    SecurityFilterChain staffPages(HttpSecurity http) throws Exception {
        return withoutState(http)
                .securityMatcher(Surface.STAFF.at("/staff/**"))
                .csrf(csrf -> csrf.csrfTokenRepository(new StaffTokens())
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler()))
                .addFilterBefore(new StaffSession(engine), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .build();
    }

    /** Cockpit and Admin and what they change, with or without a final slash: the engine's own filter would serve their pages to anyone signed in. */
    @Bean
    @Order(410)
    SecurityFilterChain administration(HttpSecurity http, MessageSource texts, ObjectMapper json) throws Exception {
        return withoutState(http)
                .securityMatcher(ADMINISTRATION)
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable))
                .addFilterBefore(new StaffSession(engine), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new EngineAnswers(texts, json), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().hasAuthority(StaffGroup.ADMINISTRATOR.id()))
                .build();
    }

    /** The engine's REST interface, which would answer anyone. */
    @Bean
    @Order(420)
    SecurityFilterChain engineRest(HttpSecurity http, MessageSource texts, ObjectMapper json) throws Exception {
        return withoutState(http)
                .securityMatcher(Surface.STAFF.at("/engine-rest/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(new RestSignIn(engine.getIdentityService()), AnonymousAuthenticationFilter.class)
                .addFilterAfter(new EngineAnswers(texts, json), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(EngineCalls::closed)
                        .denyAll()
                        .requestMatchers(EngineCalls::administer)
                        .hasAuthority(StaffGroup.ADMINISTRATOR.id())
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Tasklist: the engine's own filters know its session, its token and its permissions. */
    @Bean
    @Order(430)
    SecurityFilterChain webApplications(HttpSecurity http, MessageSource texts, ObjectMapper json) throws Exception {
        return withoutState(http)
                .securityMatcher(Surface.STAFF.at("/camunda/**"))
                .csrf(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable))
                .addFilterAfter(new EngineAnswers(texts, json), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers(EngineCalls::closed)
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                // Who is signed in is known to the engine's filters only; asked to sign in, Tasklist would end a
                // session.
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, reason) ->
                        refused.handle(request, response, new AccessDeniedException("closed", reason))))
                .build();
    }

    private HttpSecurity withoutState(HttpSecurity http) throws Exception {
        // Each request knows its member anew: a session that got another id each time would be lost to the next
        // request.
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS)
                        .sessionFixation(fixation -> fixation.none()))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refused).accessDeniedHandler(refused));
    }
}
