package fr.dmp.refusal.web;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import fr.dmp.refusal.Refusal;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was wrong with a JSON body. What can't be read is malformed; what reads well but says nothing possible isn't acceptable. */
final class JsonFaults {

    private JsonFaults() {}

    static Refusal of(@Nullable Throwable cause) {
        if (cause instanceof Refusal refusal) {
            return refusal;
        }
        if (cause instanceof UnrecognizedPropertyException unknown) {
            return malformed(unknown, "fault.unknown-field");
        }
        if (cause instanceof InvalidFormatException invalid && invalid.getValue() instanceof String) {
            return unacceptable(invalid);
        }
        if (cause instanceof MismatchedInputException mismatch) {
            return malformed(mismatch, "fault.wrong-type");
        }
        if (cause instanceof JsonMappingException mapping) {
            return mapping.getCause() == null ? malformed(mapping, "fault.wrong-value") : of(mapping.getCause());
        }
        return Refusal.of(Refusal.Kind.MALFORMED, "malformed");
    }

    private static Refusal unacceptable(InvalidFormatException invalid) {
        Class<?> wanted = invalid.getTargetType();
        if (wanted == Boolean.class || wanted == boolean.class || Number.class.isAssignableFrom(wanted)) {
            return malformed(invalid, "fault.wrong-type");
        }
        boolean date = Temporal.class.isAssignableFrom(wanted);
        return Refusal.invalid(pointer(invalid.getPath()), date ? "fault.date" : "fault.wrong-value");
    }

    private static Refusal malformed(JsonMappingException cause, String message) {
        return Refusal.of(Refusal.Kind.MALFORMED, "malformed")
                .with(new Refusal.Fault(pointer(cause.getPath()), message));
    }

    /** RFC 6901. A field's name is the sender's own; it is told back to no one else. */
    static String pointer(List<Reference> path) {
        return path.stream()
                .map(step -> step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName())
                .map(step -> "/" + step.replace("~", "~0").replace("/", "~1"))
                .collect(Collectors.joining());
    }
}
