package fr.dmp.notice.web;

import fr.dmp.gate.Surface;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** The SMS gateway comes without a session; its signature is checked instead. This one address only. */
@Configuration
class SmsReportsGate {

    static final String PATH = "/callbacks/sms";

    @Bean
    @Order(30)
    SecurityFilterChain smsReportsChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(Surface.PUBLIC.at(PATH))
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.POST)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }
}
