package fr.dmp.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The engine's own description of its REST interface: every call that sends something, and bodies for it. */
final class EngineDescription {

    private static final int DEEPEST = 4;

    private final JsonNode description;

    EngineDescription() throws IOException {
        try (InputStream file = EngineDescription.class.getResourceAsStream("/openapi.json")) {
            description = new ObjectMapper().readTree(file);
        }
    }

    /** @param schema of its body; a missing node where it has none */
    record Call(String method, String path, boolean multipart, JsonNode schema) {}

    List<Call> sending() {
        List<Call> calls = new ArrayList<>();
        description.get("paths").fields().forEachRemaining(path -> Set.of("post", "put")
                .forEach(method ->
                        add(calls, method, path.getKey(), path.getValue().path(method))));
        return calls;
    }

    private void add(List<Call> calls, String method, String path, JsonNode call) {
        if (call.isMissingNode()) {
            return;
        }
        JsonNode content = call.path("requestBody").path("content");
        boolean multipart = content.has("multipart/form-data");
        JsonNode schema = content.path(multipart ? "multipart/form-data" : "application/json")
                .path("schema");
        calls.add(new Call(method.toUpperCase(), path, multipart, schema));
    }

    /** The fields of a body, those of what it is made of included. */
    Map<String, JsonNode> fields(JsonNode schema) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        JsonNode meant = meant(schema);
        meant.path("allOf").forEach(part -> fields.putAll(fields(part)));
        meant.path("properties").fields().forEachRemaining(field -> fields.put(field.getKey(), field.getValue()));
        return fields;
    }

    /** A value of that shape in which every text is the given one. */
    Object value(JsonNode schema, Map<String, Object> known, Supplier<String> text) {
        return value(schema, known, text, DEEPEST);
    }

    private Object value(JsonNode schema, Map<String, Object> known, Supplier<String> text, int depth) {
        JsonNode meant = meant(schema);
        if (meant.path("enum").isArray()) {
            return meant.path("enum").get(0).asText();
        }
        return switch (meant.path("type").asText("any")) {
            case "integer", "number" -> 1;
            case "boolean" -> true;
            case "array" -> depth == 0 ? List.of() : List.of(value(meant.path("items"), known, text, depth - 1));
            case "string" ->
                meant.path("format").asText().equals("date-time") ? "2027-01-01T00:00:00.000+0000" : text.get();
            case "object" -> object(meant, known, text, depth);
            default -> meant.has("allOf") ? object(meant, known, text, depth) : text.get();
        };
    }

    private Object object(JsonNode meant, Map<String, Object> known, Supplier<String> text, int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        if (depth == 0) {
            return object;
        }
        if (meant.path("additionalProperties").isObject()) {
            object.put(text.get(), value(meant.path("additionalProperties"), known, text, depth - 1));
        }
        fields(meant)
                .forEach((name, field) -> object.put(
                        name, known.containsKey(name) ? known.get(name) : value(field, known, text, depth - 1)));
        return object.isEmpty() ? text.get() : object;
    }

    private JsonNode meant(JsonNode schema) {
        String reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : description.at(reference.substring(1));
    }
}
