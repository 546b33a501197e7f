package fr.dmp.notice;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The words of a notice: fixed texts, filled in a single pass, so that nothing filled in is read as a placeholder. In
 * French (P): a person's language isn't on file.
 */
@Component
public class NoticeTexts {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");

    /** The fact that says how many things a message tells of: two or more. */
    public static final String COUNT = "count";

    private final MessageSource messages;

    NoticeTexts(MessageSource messages) {
        this.messages = messages;
    }

    /**
     * The subject line of a mail or letter.
     *
     * @param reference stands in it, like in every text
     */
    public String subject(NoticeKind kind, String reference) {
        return filled(kind, "subject", null, reference, Map.of());
    }

    /**
     * An SMS; where the facts have a {@code count}, the words for so many. With the secrets and names that are used, at most 160
     * characters of the GSM alphabet.
     */
    public String sms(NoticeKind kind, @Nullable String secret, String reference, Map<String, String> facts) {
        return filled(kind, "sms", secret, reference, facts);
    }

    /** The body of a mail or letter: paragraphs with empty lines between. */
    public String text(NoticeKind kind, @Nullable String secret, String reference, Map<String, String> facts) {
        return filled(kind, "text", secret, reference, facts);
    }

    private String filled(
            NoticeKind kind, String part, @Nullable String secret, String reference, Map<String, String> facts) {
        String words = facts.containsKey(COUNT) ? "many." + part : part;
        String text = messages.getMessage("notice." + kind + "." + words, null, Locale.FRENCH);
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(
                        switch (place.group(1)) {
                            case "secret" -> required(secret);
                            case "person" -> person(part, required(secret));
                            case "reference" -> reference;
                            case "profession" -> profession(required(facts.get("profession")));
                            case "reason", "contact", "channel" -> word(place.group(1), facts);
                            default -> fact(part, required(facts.get(place.group(1))));
                        }));
    }

    private String word(String fact, Map<String, String> facts) {
        return messages.getMessage("notice." + fact + "." + required(facts.get(fact)), null, Locale.FRENCH);
    }

    /** Of a code that has no word here, what all of them are. */
    private String profession(String code) {
        String any = messages.getMessage("notice.profession.other", null, Locale.FRENCH);
        return messages.getMessage("notice.profession." + code, null, any, Locale.FRENCH);
    }

    /** A secret that is a name; somebody whose name an SMS can't write is a relative. */
    private String person(String part, String name) {
        String written = part.equals("sms") ? GsmName.alone(name) : name;
        return written.isEmpty() ? messages.getMessage("notice.person.unwritten", null, Locale.FRENCH) : written;
    }

    private static String fact(String part, String fact) {
        return part.equals("sms") ? GsmName.of(fact) : fact;
    }

    private static String required(@Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("a text's place has nothing to fill it");
        }
        return value;
    }
}
