package fr.dmp.portal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;

/** French or English: as chosen on the page, else as the browser asks, else French. */
@Component("localeResolver")
class Languages implements LocaleResolver {

    private static final List<Locale> KNOWN = List.of(Locale.FRENCH, Locale.ENGLISH);

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return Cookies.LANGUAGE
                .read(request)
                .flatMap(Languages::known)
                .or(() -> asked(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE)))
                .orElse(Locale.FRENCH);
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        if (response != null && locale != null) {
            Cookies.LANGUAGE.give(response, locale.getLanguage());
        }
    }

    static Optional<Locale> known(String language) {
        return KNOWN.stream()
                .filter(locale -> locale.getLanguage().equals(language))
                .findFirst();
    }

    private static Optional<Locale> asked(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Locale.lookup(Locale.LanguageRange.parse(header), KNOWN));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
