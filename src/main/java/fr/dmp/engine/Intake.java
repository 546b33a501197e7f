package fr.dmp.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a person typed into a form of Tasklist into the domain, in the transaction that starts the process or
 * completes the task, before the engine stores anything of it. A model names it on a start event or a user task by
 * {@code <camunda:property name="intake" value="beanName"/>}; the bean is a {@link ProcessBean}.
 *
 * <p>A form without an intake may send nothing at all. What the program itself starts or completes passes no intake:
 * one stands only between people and the engine.
 */
public interface Intake {

    /** The names of the form's fields; another one is refused. None of them is a declared variable of the process. */
    Set<String> fields();

    /**
     * Takes the fields in.
     *
     * @param fields what was sent, by name: text, number or boolean; what the form left out is absent
     * @return what the engine may keep
     * @throws fr.dmp.refusal.Refusal with a sentence for the person, whose form stays filled
     */
    Taken take(Map<String, Object> fields, Occasion occasion);

    /**
     * @param process the process's id
     * @param element the start event's or user task's id
     * @param reference the case's reference; absent at a start
     * @param login the staff member who sent the form
     */
    record Occasion(String process, String element, @Nullable UUID reference, String login) {}

    /**
     * What is left for the engine.
     *
     * @param reference becomes the business key at a start; at a task it is the one that the case has
     * @param variables declared variables only
     */
    record Taken(UUID reference, Map<String, Object> variables) {

        public static Taken as(UUID reference) {
            return new Taken(reference, Map.of());
        }

        public Taken with(String variable, Object value) {
            Map<String, Object> all = new LinkedHashMap<>(variables);
            all.put(variable, value);
            return new Taken(reference, Map.copyOf(all));
        }
    }
}
