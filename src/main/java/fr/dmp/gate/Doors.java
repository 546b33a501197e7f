package fr.dmp.gate;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.session.web.http.SessionRepositoryFilter;

/** The filters before all others, and the security chains at both ends of the list. */
@Configuration
@EnableConfigurationProperties(GateProperties.class)
class Doors {

    @Bean
    FilterRegistrationBean<Filter> gatekeeper(StaffPort staffPort, GateProperties properties) {
        return first(new Gatekeeper(staffPort, properties), 0);
    }

    @Bean
    FilterRegistrationBean<Filter> refusalCatch(RefusedRequests refused) {
        return first(new RefusedRequests.Catch(refused), 1);
    }

    @Bean
    FilterRegistrationBean<Filter> limitedBody(GateProperties properties) {
        return first(new LimitedBody(properties), 2);
    }

    @Bean
    FilterRegistrationBean<Filter> sessionEnd(@Value("${dmp.staff.session-longest}") Duration longest) {
        FilterRegistrationBean<Filter> filter = new FilterRegistrationBean<>(new SessionEnd(longest));
        filter.setOrder(SessionRepositoryFilter.DEFAULT_ORDER + 1);
        return filter;
    }

    private static FilterRegistrationBean<Filter> first(Filter filter, int place) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + place);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    /** What anyone may read at the public door, and the container's own way to an error's answer. */
    @Bean
    @Order(100)
    SecurityFilterChain readableByAll(HttpSecurity http) throws Exception {
        return stateless(http)
                .securityMatcher(request -> request.getDispatcherType() == DispatcherType.ERROR
                        || Surface.PUBLIC
                                .at("/problems/*", "/v3/api-docs", "/api")
                                .matches(request)
                        || Surface.STAFF.at("/problems/*").matches(request))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    /** The operators' port is a server of its own, on loopback; what it shows is chosen by its own settings. */
    @Bean
    @Order(110)
    SecurityFilterChain operators(HttpSecurity http, Environment environment) throws Exception {
        return stateless(http)
                .securityMatcher(request -> atManagementPort(request, environment))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    private static boolean atManagementPort(HttpServletRequest request, Environment environment) {
        return !Surface.PUBLIC.matches(request)
                && !Surface.STAFF.matches(request)
                && Objects.equals(
                        environment.getProperty("local.management.port", Integer.class), request.getLocalPort());
    }

    /** Whatever no other chain has taken. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain closed(HttpSecurity http) throws Exception {
        return stateless(http)
                .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .exceptionHandling(handling -> handling.authenticationEntryPoint(
                                (request, response, reason) -> response.setStatus(HttpServletResponse.SC_NOT_FOUND))
                        .accessDeniedHandler(
                                (request, response, reason) -> response.setStatus(HttpServletResponse.SC_NOT_FOUND)))
                .build();
    }

    /** Nothing here has a session, a form or a password; and the headers are the gatekeeper's. */
    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }
}
