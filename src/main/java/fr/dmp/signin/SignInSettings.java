package fr.dmp.signin;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration
@EnableScheduling
@EnableConfigurationProperties({Attempts.Allowed.class, ContactRules.class})
class SignInSettings {

    /** The sandbox plays the professionals' provider itself. */
    @Configuration
    @Profile("!sandbox")
    @EnableConfigurationProperties(ConfiguredIssuer.class)
    static class RealProvider {}
}
