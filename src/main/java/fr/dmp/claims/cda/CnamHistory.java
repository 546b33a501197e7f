package fr.dmp.claims.cda;

import fr.dmp.cda.SafeXml;
import fr.dmp.cda.UnsafeXml;
import fr.dmp.claims.CareHistory.Statement;
import fr.dmp.claims.Section;
import fr.dmp.claims.delivery.CareDocument;
import fr.dmp.claims.delivery.Unusable;
import fr.dmp.identity.Nir;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.w3c.dom.Document;

/**
 * Reads a CNAM-HR document: the reimbursement history of one person (ANS, CI-SIS, volume CNAM-HR 2021.01). Its seven
 * sections become lines, one a row of each section's table.
 */
public final class CnamHistory {

    private static final String TEMPLATE = "1.2.250.1.213.1.1.1.36";
    private static final String TYPE = "REMB";
    private static final String TYPES = "1.2.250.1.213.1.1.4.12";
    private static final String LOINC_COMMENT = "55112-7";
    private static final String LOINC_ACTS = "29554-3";

    /** NIR, provisional NIR, and the test area's NIR. */
    private static final Set<String> INS = Set.of("1.2.250.1.213.1.4.8", "1.2.250.1.213.1.4.9", "1.2.250.1.213.1.4.10");

    private static final Map<String, Section> SECTIONS = Map.of(
            "10160-0", Section.MEDICINES,
            "11369-6", Section.VACCINATIONS,
            "46264-8", Section.DEVICES,
            "46240-8", Section.HOSPITALISATIONS,
            "67803-7", Section.CARE,
            "18726-0", Section.RADIOLOGY,
            "26436-6", Section.BIOLOGY);

    /** As the specification has every section that is empty say it. */
    private static final String NOTHING_KNOWN = "aucune donnee de remboursement connue dans la periode";

    private CnamHistory() {}

    /** The document within a file, of which one byte more than may be is read: that tells that it is too big. */
    public static CareDocument read(InputStream file) throws IOException {
        return read(file.readNBytes(SafeXml.MOST_BYTES + 1));
    }

    /**
     * The document within a file.
     *
     * @throws Unusable {@code empty}, {@code too-big}, {@code charset}, {@code doctype}, {@code xml}; {@code other-root},
     *     {@code document-type}, {@code nir-missing}, {@code nir-key}, {@code set-missing}, {@code version},
     *     {@code period}
     */
    public static CareDocument read(byte[] bytes) {
        Document document = parsed(bytes);
        Node root = Node.of(document.getDocumentElement(), "ClinicalDocument")
                .orElseThrow(() -> new Unusable("other-root"));
        checkType(root);
        Nir nir = nir(root);
        UUID set = set(root);
        Lines lines = new Lines(set);
        List<Statement> statements = new ArrayList<>();
        root.all("component/structuredBody/component/section").forEach(section -> read(section, lines, statements));
        return new CareDocument(
                nir,
                set,
                version(root),
                Digest.of(lines.kept(), statements),
                time(root, "documentationOf/serviceEvent/effectiveTime/low").orElse(null),
                time(root, "documentationOf/serviceEvent/effectiveTime/high")
                        .or(() -> time(root, "effectiveTime"))
                        .orElseThrow(() -> new Unusable("period")),
                lines.kept(),
                statements,
                lines.refused());
    }

    private static Document parsed(byte[] bytes) {
        try {
            return SafeXml.parse(bytes);
        } catch (UnsafeXml e) {
            throw new Unusable(e.reason());
        }
    }

    private static void checkType(Node root) {
        boolean template = root.all("templateId").anyMatch(id -> id.has("root", TEMPLATE));
        boolean type = root.all("code").anyMatch(code -> code.has("code", TYPE) && code.has("codeSystem", TYPES));
        if (!template || !type) {
            throw new Unusable("document-type");
        }
    }

    private static Nir nir(Node root) {
        List<String> ids = root.all("recordTarget/patientRole/id")
                .filter(id -> id.attribute("root").filter(INS::contains).isPresent())
                .flatMap(id -> id.attribute("extension").stream())
                .distinct()
                .toList();
        if (ids.size() != 1) {
            throw new Unusable(ids.isEmpty() ? "nir-missing" : "nir-several");
        }
        return Nir.of(ids.get(0)).orElseThrow(() -> new Unusable("nir-key"));
    }

    private static UUID set(Node root) {
        Node set = root.first("setId").orElseThrow(() -> new Unusable("set-missing"));
        String id = set.attribute("root").orElseThrow(() -> new Unusable("set-missing"));
        return Digest.uuid("CNAM-HR", id, set.attribute("extension").orElse(""));
    }

    private static int version(Node root) {
        return root.first("versionNumber")
                .flatMap(version -> version.attribute("value"))
                .filter(value -> value.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .orElseThrow(() -> new Unusable("version"));
    }

    private static Optional<Instant> time(Node root, String path) {
        return root.first(path).flatMap(time -> time.attribute("value")).flatMap(Days::instant);
    }

    private static void read(Node node, Lines lines, List<Statement> statements) {
        if (code(node, "code").filter(LOINC_COMMENT::equals).isPresent()) {
            return;
        }
        Section section = section(node);
        List<Row> rows = NarrativeTables.rows(node);
        List<Node> entries = node.all("entry")
                .filter(entry -> !CodedEntry.tellsOfNothing(entry))
                .toList();
        List<CodedEntry> coded =
                entries.stream().flatMap(entry -> CodedEntry.of(entry).stream()).toList();
        lines.add(section, rows, coded);
        if (!rows.isEmpty()) {
            return;
        }
        lines.refuseUnknown(entries.size() - coded.size());
        if (entries.isEmpty()) {
            readWords(node, section, lines, statements);
        }
    }

    /** A section without lines: "nothing to report" is said in so many words, anything else may be care. */
    private static void readWords(Node node, Section section, Lines lines, List<Statement> statements) {
        Optional<String> text = node.text("text");
        if (saysNothing(node, text)) {
            text.ifPresent(words -> statements.add(new Statement(section, words)));
        } else if (text.isPresent()) {
            lines.refuseProse();
        }
    }

    private static boolean saysNothing(Node node, Optional<String> text) {
        return node.all("entry").anyMatch(CodedEntry::tellsOfNothing)
                || text.map(Text::folded).filter(NOTHING_KNOWN::equals).isPresent();
    }

    private static Section section(Node node) {
        return code(node, "code/translation")
                .map(SECTIONS::get)
                .or(() -> code(node, "code").map(code -> code.equals(LOINC_ACTS) ? Section.CARE : SECTIONS.get(code)))
                .orElse(Section.OTHER);
    }

    private static Optional<String> code(Node node, String path) {
        return Stream.of(path).flatMap(node::all).findFirst().flatMap(code -> code.attribute("code"));
    }
}
