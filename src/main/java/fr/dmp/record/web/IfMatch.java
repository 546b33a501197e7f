package fr.dmp.record.web;

import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which versions a header {@code If-Match} names (RFC 9110): in quotes, several of them, or a star for any. */
final class IfMatch {

    /** A weak one, {@code W/"…"}, matches nothing: it doesn't say that two are the same. */
    private static final Pattern STRONG = Pattern.compile("(?<!W/)\"([^\"]*)\"");

    private IfMatch() {}

    static Predicate<String> of(String header) {
        if (header.strip().equals("*")) {
            return version -> true;
        }
        Set<String> named = STRONG.matcher(header)
                .results()
                .map((MatchResult tag) -> tag.group(1))
                .collect(Collectors.toSet());
        return named::contains;
    }
}
