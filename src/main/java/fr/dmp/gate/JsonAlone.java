package fr.dmp.gate;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** A library that came along would have every call read and write XML too, which nobody asked for: it is refused. */
@Configuration
class JsonAlone implements WebMvcConfigurer {

    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        converters.removeIf(
                converter -> converter.getSupportedMediaTypes().stream().anyMatch(JsonAlone::xml));
    }

    private static boolean xml(MediaType type) {
        return type.getSubtype().equals("xml") || type.getSubtype().endsWith("+xml");
    }
}
