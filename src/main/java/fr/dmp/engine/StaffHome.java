package fr.dmp.engine;

import fr.dmp.gate.Surface;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Whoever opens the staff port without a path is sent to Tasklist. */
@Configuration
class StaffHome {

    static final String TASKLIST = "/camunda/app/tasklist/default/";

    @Bean
    @Order(440)
    SecurityFilterChain staffStart(HttpSecurity http) throws Exception {
        return http.securityMatcher(Surface.STAFF.at("/"))
                .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint((request, response, reason) -> toTasklist(response)))
                .build();
    }

    private static void toTasklist(HttpServletResponse response) {
        response.setStatus(HttpServletResponse.SC_FOUND);
        response.setHeader("Location", TASKLIST);
    }
}
