package fr.dmp.contract.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The contract as its page shows it. */
record ContractView(String title, String description, List<Group> groups, List<Shape> shapes) {

    /** The calls of one kind of caller. */
    record Group(String name, String description, List<Call> calls) {}

    /** @param caller whose token it needs, {@code holder} or {@code professional}; empty where none is needed */
    record Call(
            String id,
            String method,
            String path,
            String summary,
            String description,
            String caller,
            List<Field> parameters,
            Type body,
            List<Answer> answers) {}

    record Answer(String status, String description, Type type) {}

    record Field(String name, Type type, boolean required, String description) {}

    record Shape(String name, String description, List<Field> fields) {}

    /** @param shape the described shape that it is, or is made of; empty for none */
    record Type(String words, String shape) {

        static final Type NONE = new Type("", "");

        static Type of(JsonNode schema) {
            JsonNode reference = schema.has("anyOf") ? schema.get("anyOf").get(0) : schema;
            if (reference.has("$ref")) {
                String name = reference.get("$ref").asText();
                return new Type("", name.substring(name.lastIndexOf('/') + 1));
            }
            if (schema.has("items")) {
                Type item = of(schema.get("items"));
                return new Type(item.words() + "[]", item.shape());
            }
            return new Type(words(schema), "");
        }

        private static String words(JsonNode schema) {
            if (schema.has("enum")) {
                return each(schema.get("enum")).map(JsonNode::asText).collect(Collectors.joining(", "));
            }
            JsonNode type = schema.path("type");
            String words = type.isArray()
                    ? each(type).map(JsonNode::asText).collect(Collectors.joining(" | "))
                    : type.asText();
            return schema.has("format") ? words + " (" + schema.get("format").asText() + ")" : words;
        }
    }

    static ContractView of(JsonNode contract) {
        List<Map.Entry<String, JsonNode>> calls = new ArrayList<>();
        contract.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(call ->
                        calls.add(Map.entry(call.getKey().toUpperCase() + " " + path.getKey(), call.getValue()))));
        return new ContractView(
                contract.at("/info/title").asText(),
                contract.at("/info/description").asText(),
                each(contract.get("tags")).map(tag -> group(tag, calls)).toList(),
                contract.at("/components/schemas").properties().stream()
                        .map(shape -> new Shape(
                                shape.getKey(),
                                shape.getValue().path("description").asText(),
                                fields(shape.getValue())))
                        .toList());
    }

    private static Group group(JsonNode tag, List<Map.Entry<String, JsonNode>> calls) {
        String name = tag.get("name").asText();
        return new Group(
                name,
                tag.get("description").asText(),
                calls.stream()
                        .filter(call -> call.getValue().at("/tags/0").asText().equals(name))
                        .map(call -> call(call.getKey().split(" "), call.getValue()))
                        .toList());
    }

    private static Call call(String[] address, JsonNode call) {
        return new Call(
                call.get("operationId").asText(),
                address[0],
                address[1],
                call.get("summary").asText(),
                call.get("description").asText(),
                each(call.path("security"))
                        .flatMap(needed -> needed.properties().stream())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining()),
                each(call.path("parameters")).map(ContractView::parameter).toList(),
                content(call.path("requestBody")),
                call.get("responses").properties().stream()
                        .map(answer -> new Answer(
                                answer.getKey(),
                                answer.getValue().get("description").asText(),
                                content(answer.getValue())))
                        .toList());
    }

    private static Field parameter(JsonNode parameter) {
        return new Field(
                parameter.get("name").asText(),
                Type.of(parameter.get("schema")),
                parameter.path("required").asBoolean(),
                parameter.get("description").asText());
    }

    private static Type content(JsonNode carrier) {
        return carrier.path("content").properties().stream()
                .findFirst()
                .map(media -> media.getKey().endsWith("json")
                        ? Type.of(media.getValue().get("schema"))
                        : new Type(media.getKey(), ""))
                .orElse(Type.NONE);
    }

    private static List<Field> fields(JsonNode shape) {
        List<String> required =
                each(shape.path("required")).map(JsonNode::asText).toList();
        return shape.path("properties").properties().stream()
                .map(field -> new Field(
                        field.getKey(),
                        Type.of(field.getValue()),
                        required.contains(field.getKey()),
                        field.getValue().path("description").asText()))
                .toList();
    }

    private static Stream<JsonNode> each(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false);
    }
}
