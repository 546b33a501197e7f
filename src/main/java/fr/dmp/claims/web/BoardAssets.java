package fr.dmp.claims.web;

import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The style sheet of the board, at the staff's port and for whoever is signed in there. */
@Configuration
class BoardAssets implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/staff/assets/**")
                .addResourceLocations("classpath:/static/staff-assets/")
                .setCacheControl(CacheControl.maxAge(Duration.ofHours(1)));
    }
}
