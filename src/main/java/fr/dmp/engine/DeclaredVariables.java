package fr.dmp.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The variables that one process may have, and what their values may look like: ids and routing flags, never a NIR, a
 * name, a contact, a secret or anything medical. The engine refuses to store any other, whoever sets it. Each process
 * contributes one as a bean:
 *
 * <pre>{@code
 * @Bean
 * DeclaredVariables recordCreationVariables() {
 *     return DeclaredVariables.of("record-creation").flag("matches").word("channel", "COUNTER", "ONLINE").id("record");
 * }
 * }</pre>
 */
public final class DeclaredVariables {

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern FLAG = Pattern.compile("true|false");
    private static final Pattern COUNT = Pattern.compile("\\d{1,6}");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?Z");

    private final String process;
    private final Map<String, Pattern> patterns;

    private DeclaredVariables(String process, Map<String, Pattern> patterns) {
        this.process = process;
        this.patterns = Collections.unmodifiableMap(patterns);
    }

    /** A process, by its id, without any variable yet. */
    public static DeclaredVariables of(String process) {
        return new DeclaredVariables(process, new LinkedHashMap<>());
    }

    /** True or false. */
    public DeclaredVariables flag(String name) {
        return matching(name, FLAG);
    }

    /** A UUID as text. */
    public DeclaredVariables id(String name) {
        return matching(name, UUID);
    }

    /** A number from 0 to 999,999. */
    public DeclaredVariables count(String name) {
        return matching(name, COUNT);
    }

    /** An instant in UTC as text, {@code 2026-11-22T21:00:00Z}. */
    public DeclaredVariables instant(String name) {
        return matching(name, INSTANT);
    }

    /** One of a few words. */
    public DeclaredVariables word(String name, String... words) {
        return matching(
                name, Pattern.compile(Stream.of(words).map(Pattern::quote).collect(Collectors.joining("|"))));
    }

    /** Whatever matches as a whole; to be used with care. */
    public DeclaredVariables matching(String name, Pattern pattern) {
        Map<String, Pattern> all = new LinkedHashMap<>(patterns);
        all.put(name, pattern);
        return new DeclaredVariables(process, all);
    }

    public String process() {
        return process;
    }

    /** Whether the variable may have this value; an absent value is always fine. */
    boolean allow(String name, Object value) {
        Pattern pattern = patterns.get(name);
        return pattern != null && pattern.matcher(value.toString()).matches();
    }

    boolean declare(String name) {
        return patterns.containsKey(name);
    }
}
