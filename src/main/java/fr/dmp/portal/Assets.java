package fr.dmp.portal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The style sheet, the pictures and the scripts: kept by browsers for a year, under an address that changes with their content. */
@Component("assets")
class Assets implements WebMvcConfigurer {

    private static final String FOLDER = "static/assets/";

    private final String version =
            Long.toHexString(checksum(List.of("portal.css", "icons.svg", "mark.svg", "card.js", "passkeys.js")));

    /** Changes when any of the files does. */
    public String version() {
        return version;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/" + FOLDER)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable());
    }

    private static long checksum(List<String> files) {
        CRC32 sum = new CRC32();
        files.forEach(file -> sum.update(content(file)));
        return sum.getValue();
    }

    private static byte[] content(String file) {
        try {
            return new ClassPathResource(FOLDER + file).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
