package fr.dmp.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was typed after a command: {@code --name=value}, each once. */
final class Options {

    private final Map<String, String> given = new LinkedHashMap<>();

    /** @throws Wrong for what is no option of these */
    Options(String[] arguments, List<String> names) {
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length != 2 || !parts[0].startsWith("--") || !names.contains(parts[0].substring(2))) {
                throw new Wrong("« " + argument + " » n'est pas une option");
            }
            given.put(parts[0].substring(2), parts[1].strip());
        }
    }

    /** @throws Wrong where it is absent or empty */
    String needed(String name) {
        String value = given.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new Wrong("--" + name + " manque");
        }
        return value;
    }

    /** A command that can't be followed; the message is for whoever typed it. */
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1;

        Wrong(String message) {
            super(message);
        }
    }
}
