package fr.dmp.refusal.web;

import fr.dmp.refusal.Refusal;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** The page that a problem's type points to: the same words, for whoever follows the address. */
@RestController
class ProblemPages {

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="%1$s">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%2$s – DMP</title>
            </head>
            <body>
            <main>
            <h1>%2$s</h1>
            <p>%3$s</p>
            </main>
            </body>
            </html>
            """;

    private final MessageSource texts;

    ProblemPages(MessageSource texts) {
        this.texts = texts;
    }

    @GetMapping(path = "/problems/{slug}", produces = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8")
    String page(@PathVariable String slug, Locale locale) {
        String title = texts.getMessage("problem." + slug + ".title", null, null, locale);
        String detail = texts.getMessage("problem." + slug + ".detail", null, null, locale);
        if (title == null || detail == null) {
            throw Refusal.absent();
        }
        return PAGE.formatted(language(locale), HtmlUtils.htmlEscape(title), HtmlUtils.htmlEscape(detail));
    }

    private static String language(Locale locale) {
        return locale.getLanguage().equals("en") ? "en" : "fr";
    }
}
