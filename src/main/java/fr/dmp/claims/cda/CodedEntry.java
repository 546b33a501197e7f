package fr.dmp.claims.cda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An entry of a section: what software reads beside the narrative. Four kinds of statement carry it: medicines and
 * vaccines given, devices supplied, stays, acts.
 *
 * @param id its own id; absent where it has none
 * @param references ids of the narrative that it refers to
 * @param name what the code is called
 * @param performer a person
 * @param organization who performed, where no person is named
 * @param details by the headings that the narrative has for them
 */
record CodedEntry(
        Optional<String> id,
        Set<String> references,
        Optional<Days> days,
        Optional<Code> code,
        Optional<String> name,
        Optional<String> quantity,
        Optional<String> performer,
        Optional<String> organization,
        Optional<String> prescriber,
        Map<String, String> details) {

    /** @param system name of the nomenclature, its OID where we know no name */
    record Code(String system, String value) {}

    static final String SUBSTANCES = "Composants actifs du médicament";
    private static final String UNPACKED = "MED-559";
    private static final String NONE_KNOWN = "no-known-";
    private static final String NONE = "02276797";

    /** The Assurance Maladie's code systems of the CNAM-HR. */
    private static final Map<String, String> SYSTEMS = Map.of(
            "1.2.250.1.215.200.1.1.1", "CIP13",
            "1.2.250.1.215.200.1.1.2", "UCD",
            "1.2.250.1.215.200.2.1", "LPP",
            "1.2.250.1.215.200.3.1", "GHS",
            "1.2.250.1.215.200.3.2", "DDP",
            "1.2.250.1.215.200.3.3", "NGAP",
            "1.2.250.1.215.200.3.4", "CCAM",
            "1.2.250.1.215.200.4.1", "NABM");

    private static final String PRODUCTS = "1.2.250.1.215.200.1.1.";
    private static final Map<String, String> CLASSIFICATIONS = Map.of(
            "1.2.250.1.215.200.1.2.1", "Groupe thérapeutique",
            "1.2.250.1.215.200.1.2.2", "Valence vaccinale");

    static final CodedEntry NOTHING = new CodedEntry(
            Optional.empty(),
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of());

    /** Whether it says that there is nothing to say: {@code no-known-medications} and the like. */
    static boolean tellsOfNothing(Node entry) {
        return entry.descendants("code").stream().anyMatch(code -> code.attribute("code")
                .filter(value -> value.startsWith(NONE_KNOWN) || value.equals(NONE))
                .isPresent());
    }

    static Optional<CodedEntry> of(Node entry) {
        return entry.children()
                .flatMap(statement -> switch (statement.name()) {
                    case "substanceAdministration" -> Stream.of(given(statement));
                    case "supply" -> Stream.of(supplied(statement));
                    case "encounter" -> Stream.of(stay(statement));
                    case "procedure" -> Stream.of(act(statement));
                    default -> Stream.empty();
                })
                .findFirst();
    }

    private static CodedEntry given(Node statement) {
        Optional<Node> supply = statement.first("entryRelationship/supply");
        Optional<Node> material = statement.first("consumable/manufacturedProduct/manufacturedMaterial");
        List<Node> codes =
                material.stream().flatMap(m -> m.all("code/translation")).toList();
        Optional<Node> product = codes.stream()
                .filter(code -> code.attribute("codeSystem").orElse("").startsWith(PRODUCTS))
                .findFirst();
        Map<String, String> details = new LinkedHashMap<>();
        codes.forEach(code -> code.attribute("codeSystem")
                .map(CLASSIFICATIONS::get)
                .ifPresent(heading -> put(details, heading, code.attribute("displayName"))));
        put(details, SUBSTANCES, substances(codes));
        supply.ifPresent(s -> prescriberDetails(s, details));
        if (unpacked(statement)) {
            details.put("Déconditionné", "oui");
        }
        return new CodedEntry(
                id(statement),
                references(statement),
                supply.flatMap(CodedEntry::suppliedOn),
                product.flatMap(CodedEntry::code),
                product.flatMap(p -> p.attribute("displayName")).or(() -> material.flatMap(m -> m.text("name"))),
                supply.flatMap(CodedEntry::quantity),
                supply.flatMap(s -> person(s, "performer/assignedEntity/assignedPerson")),
                supply.flatMap(s -> s.text("performer/assignedEntity/representedOrganization/name")),
                supply.flatMap(s -> person(s, "author/assignedAuthor/assignedPerson")),
                details);
    }

    private static CodedEntry supplied(Node supply) {
        Optional<Node> device = supply.first("participant/participantRole/playingDevice/code/translation")
                .or(() -> supply.first("participant/participantRole/playingDevice/code"));
        Map<String, String> details = new LinkedHashMap<>();
        prescriberDetails(supply, details);
        put(
                details,
                "Identifiant du dispositif",
                supply.first("participant/participantRole/id").flatMap(i -> i.attribute("extension")));
        return new CodedEntry(
                id(supply),
                references(supply),
                suppliedOn(supply),
                device.flatMap(CodedEntry::code),
                device.flatMap(d -> d.attribute("displayName")),
                quantity(supply),
                person(supply, "performer/assignedEntity/assignedPerson"),
                supply.text("performer/assignedEntity/representedOrganization/name"),
                person(supply, "author/assignedAuthor/assignedPerson"),
                details);
    }

    private static CodedEntry stay(Node encounter) {
        Optional<Node> nature = encounter.first("code/qualifier/value");
        return new CodedEntry(
                id(encounter),
                references(encounter),
                period(encounter),
                nature.flatMap(CodedEntry::code),
                nature.flatMap(n -> n.attribute("displayName")),
                Optional.empty(),
                person(encounter, "performer/assignedEntity/assignedPerson"),
                encounter.text("performer/assignedEntity/representedOrganization/name"),
                Optional.empty(),
                Map.of());
    }

    /** A laboratory performs, and then its establishment, both as organizations. */
    private static CodedEntry act(Node procedure) {
        Optional<Node> code = procedure.first("code");
        List<String> organizations = procedure
                .all("performer/assignedEntity/representedOrganization/name")
                .flatMap(name -> name.text().stream())
                .toList();
        Map<String, String> details = new LinkedHashMap<>();
        put(
                details,
                "Spécialité",
                procedure.first("performer/assignedEntity/code").flatMap(c -> c.attribute("displayName")));
        if (!organizations.isEmpty()) {
            details.put("Établissement", organizations.get(organizations.size() - 1));
        }
        return new CodedEntry(
                id(procedure),
                references(procedure),
                period(procedure),
                code.flatMap(CodedEntry::code),
                code.flatMap(c -> c.attribute("displayName")),
                Optional.empty(),
                person(procedure, "performer/assignedEntity/assignedPerson"),
                organizations.stream().findFirst(),
                Optional.empty(),
                details);
    }

    private static void prescriberDetails(Node supply, Map<String, String> details) {
        put(
                details,
                "Spécialité du prescripteur",
                supply.first("author/assignedAuthor/code").flatMap(c -> c.attribute("displayName")));
        put(
                details,
                "Établissement du prescripteur",
                supply.text("author/assignedAuthor/representedOrganization/name"));
    }

    private static Optional<String> substances(List<Node> codes) {
        return Text.present(codes.stream()
                .flatMap(code -> code.all("translation"))
                .flatMap(code -> code.attribute("displayName").stream())
                .collect(Collectors.joining(", ")));
    }

    private static boolean unpacked(Node statement) {
        return statement
                .all("entryRelationship/observation")
                .filter(o ->
                        o.first("code").filter(c -> c.has("code", UNPACKED)).isPresent())
                .anyMatch(o ->
                        o.first("value").filter(v -> v.has("value", "true")).isPresent());
    }

    private static Optional<String> id(Node statement) {
        return statement
                .first("id")
                .filter(id -> id.attribute("root").isPresent())
                .map(id -> id.attribute("root").orElseThrow() + "|"
                        + id.attribute("extension").orElse(""));
    }

    private static Set<String> references(Node statement) {
        return statement.descendants("reference").stream()
                .flatMap(reference -> reference.attribute("value").stream())
                .filter(value -> value.startsWith("#"))
                .map(value -> value.substring(1))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<Code> code(Node code) {
        return code.attribute("code").map(value -> {
            String system = code.attribute("codeSystem").orElse("");
            return new Code(SYSTEMS.getOrDefault(system, system), value);
        });
    }

    private static Optional<String> quantity(Node supply) {
        return supply.first("quantity").flatMap(q -> q.attribute("value"));
    }

    private static Optional<Days> suppliedOn(Node supply) {
        return supply.first("performer/time")
                .flatMap(time -> time.attribute("value"))
                .flatMap(Days::day)
                .map(day -> new Days(day, day));
    }

    private static Optional<Days> period(Node statement) {
        return statement.first("effectiveTime").flatMap(time -> {
            Optional<String> from =
                    time.attribute("value").or(() -> time.first("low").flatMap(low -> low.attribute("value")));
            Optional<String> to = time.first("high").flatMap(high -> high.attribute("value"));
            return from.flatMap(Days::day)
                    .map(day -> new Days(day, to.flatMap(Days::day).orElse(day)));
        });
    }

    /** As the narrative writes people: {@code Dr Antoine DUPONT}. */
    private static Optional<String> person(Node statement, String path) {
        return statement.first(path + "/name").flatMap(CodedEntry::called);
    }

    private static Optional<String> called(Node name) {
        Optional<String> title = name.text("prefix").or(() -> name.text("suffix"));
        String words = Stream.of(
                        title.map(t -> t.equalsIgnoreCase("DR") ? "Dr" : t), name.text("given"), name.text("family"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? name.text() : Text.present(words);
    }

    private static void put(Map<String, String> details, String heading, Optional<String> value) {
        value.ifPresent(v -> details.putIfAbsent(heading, v));
    }

    @Override
    public String toString() {
        return "CodedEntry";
    }
}
