package fr.dmp.sandbox;

import fr.dmp.identity.InsuredPerson;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Writes CNAM-HR documents of people who don't exist: a year of care in the seven sections, each row both in the
 * narrative and as an entry. The same person, day and version give the same document.
 */
public final class SampleHistory {

    private static final ITemplateEngine TEMPLATES = templates();

    private SampleHistory() {}

    /**
     * The document, UTF-8 XML.
     *
     * @param today its last day; care lies in the eleven months before
     * @param version 1 or more; a higher one replaces a lower one of the same person
     */
    public static String of(InsuredPerson person, LocalDate today, int version) {
        Context context = new Context(Locale.FRENCH);
        context.setVariable("person", person);
        context.setVariable("today", today);
        context.setVariable("set", oid(person.id()));
        context.setVariable("version", version);
        new SampleCare(person, today)
                .year()
                .forEach((section, rows) -> context.setVariable(section.name().toLowerCase(Locale.ROOT), rows));
        return TEMPLATES.process("document", context);
    }

    /** 2.25: an OID made of a UUID. */
    private static String oid(UUID id) {
        return "2.25." + new BigInteger(id.toString().replace("-", ""), 16);
    }

    /** Tests write histories without an application: it can't be the pages' engine. */
    private static ITemplateEngine templates() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(SampleHistory.class.getClassLoader());
        resolver.setPrefix("templates/sandbox/history/");
        resolver.setSuffix(".xml");
        resolver.setTemplateMode(TemplateMode.XML);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }
}
