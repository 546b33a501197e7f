package fr.dmp;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The shared medical record: one program, one database, any number of nodes. */
@SpringBootApplication
public class DmpApplication {

    public static void main(String[] args) {
        SpringApplication.run(DmpApplication.class, args);
    }

    @Configuration
    static class Time {

        /** Time is injected everywhere; the sandbox puts a clock that can be moved in front of this one. */
        @Bean
        Clock systemClock() {
            return Clock.systemUTC();
        }
    }
}
