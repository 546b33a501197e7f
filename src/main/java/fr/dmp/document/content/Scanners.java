package fr.dmp.document.content;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The scanner that {@code dmp.document.clamd} names; without one, contents aren't scanned, which a production is told at its start. */
@Configuration
class Scanners {

    private static final Logger LOG = LoggerFactory.getLogger(Scanners.class);

    @Bean
    Scanner scanner(@Value("${dmp.document.clamd:}") String clamd, Environment environment) {
        if (!clamd.isBlank()) {
            return new Clamd(Clamd.address(clamd.strip()));
        }
        if (environment.acceptsProfiles(Profiles.of("production"))) {
            LOG.warn("Aucun antivirus n'examine les documents déposés : donnez DMP_CLAMD.");
        }
        return content -> {};
    }
}
