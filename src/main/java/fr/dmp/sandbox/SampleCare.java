package fr.dmp.sandbox;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import fr.dmp.claims.Section;
import fr.dmp.identity.InsuredPerson;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * A year of care that could be anyone's, drawn from the sandbox's files; the same person and day draw the same. What its
 * records tell is public: a template's expressions see nothing else.
 */
final class SampleCare {

    private static final Map<Section, List<Care>> CHOICE =
            SampleFile.read("sandbox/care.csv", SampleCare::care).stream()
                    .collect(groupingBy(Care::section, () -> new EnumMap<>(Section.class), toList()));
    private static final List<Doctor> DOCTORS = SampleFile.read("sandbox/doctors.csv", SampleCare::doctor);

    private static final int LATEST_DAYS_AGO = 5;
    private static final int EARLIEST_DAYS_AGO = 335;
    private static final int MOST_UNITS = 3;

    private final InsuredPerson person;
    private final LocalDate today;
    private final Random random;
    private int identified;

    SampleCare(InsuredPerson person, LocalDate today) {
        this.person = person;
        this.today = today;
        this.random = new Random(person.id().getLeastSignificantBits());
    }

    /**
     * What may be given or done. Texts are empty where a section has none.
     *
     * @param codeSystem OID of the nomenclature
     * @param organization who gives or does it; empty where a doctor does
     * @param group code of a medicine's therapeutic group, of a vaccine's valence
     */
    record Care(
            Section section,
            String code,
            String codeSystem,
            String label,
            String organization,
            String group,
            String groupLabel,
            String substance) {}

    record Doctor(String rpps, String given, String family, String specialty, String place) {

        public String name() {
            return "Dr " + given + " " + family;
        }
    }

    /**
     * A row of the narrative and the entry that refers to it.
     *
     * @param reference the row's ID within the document
     * @param doctor who prescribed, or did it where no organization did
     * @param id the entry's, a UUID
     * @param supplyId that of the supply within the entry, a UUID
     */
    record Row(String reference, LocalDate day, Care care, Doctor doctor, int quantity, String id, String supplyId) {

        public boolean byDoctor() {
            return care.organization().isEmpty();
        }
    }

    /** By section, each with its newest row first, as the Assurance Maladie writes them. */
    Map<Section, List<Row>> year() {
        Map<Section, List<Row>> year = new EnumMap<>(Section.class);
        CHOICE.forEach((section, choice) -> year.put(section, rows(section, choice)));
        return year;
    }

    private List<Row> rows(Section section, List<Care> choice) {
        List<Row> rows = new ArrayList<>();
        for (LocalDate day : days(1 + random.nextInt(choice.size()))) {
            rows.add(row(section.name() + (rows.size() + 1), day, one(choice)));
        }
        return rows;
    }

    private List<LocalDate> days(int many) {
        return random.ints(many, LATEST_DAYS_AGO, EARLIEST_DAYS_AGO)
                .sorted()
                .mapToObj(today::minusDays)
                .toList();
    }

    private Row row(String reference, LocalDate day, Care care) {
        return new Row(reference, day, care, one(DOCTORS), 1 + random.nextInt(MOST_UNITS), id(), id());
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String id() {
        return new UUID(person.id().getMostSignificantBits(), ++identified)
                .toString()
                .toUpperCase(Locale.ROOT);
    }

    private static Care care(NamedCsvRecord line) {
        return new Care(
                Section.valueOf(line.getField("section")),
                line.getField("code"),
                line.getField("code_system"),
                line.getField("label"),
                line.getField("organization"),
                line.getField("group"),
                line.getField("group_label"),
                line.getField("substance"));
    }

    private static Doctor doctor(NamedCsvRecord line) {
        return new Doctor(
                line.getField("rpps"),
                line.getField("given_name"),
                line.getField("family_name"),
                line.getField("specialty"),
                line.getField("place"));
    }
}
