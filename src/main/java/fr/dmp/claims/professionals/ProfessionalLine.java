package fr.dmp.claims.professionals;

import fr.dmp.identity.MailAddress;
import fr.dmp.identity.Professionals.Listed;
import fr.dmp.identity.Rpps;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of the directory's extract, a situation of practice, checked field by field. */
final class ProfessionalLine {

    /** The columns that are kept or checked, of fifty, each with the longest value it may hold. */
    enum Column {
        TYPE("Type d'identifiant PP", 2),
        IDENTIFIER("Identifiant PP", 30),
        NATIONAL_IDENTIFIER("Identification nationale PP", 30),
        FAMILY_NAME("Nom de famille", 100),
        GIVEN_NAMES("Prénoms", 200),
        PROFESSION("Code profession", 10),
        EXERCISE_NAME("Nom d'exercice", 100),
        EXERCISE_GIVEN_NAME("Prénom d'exercice", 100),
        SPECIALTY("Code savoir-faire", 20),
        COMPANY("Raison sociale site", 300),
        SIGN("Enseigne commerciale site", 300),
        TOWN("Bureau cedex (coord. structure)", 200),
        POSTCODE("Code postal (coord. structure)", 20),
        COMMUNE("Code commune (coord. structure)", 20),
        MAIL("Adresse e-mail (coord. correspondance)", 254),
        STRUCTURE_MAIL("Adresse e-mail (coord. structure)", 254);

        private final String header;
        private final int longest;

        Column(String header, int longest) {
            this.header = header;
            this.longest = longest;
        }

        /** As the extract's header writes it. */
        String header() {
            return header;
        }
    }

    /** What is wrong with a line; the first thing found is told. */
    record Fault(Column column, String reason) {}

    /** Of the directory's numbers: 8 RPPS, 0 ADELI, others of schools and offices. */
    private static final String RPPS = "8";

    /** Controls, line separators, and marks that turn the direction of a text: no name has any. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]+");
    private static final Pattern POSTCODE = Pattern.compile("^\\d{5}\\s+");
    private static final Pattern CEDEX = Pattern.compile("(?i)\\s+CEDEX(\\s+\\d{1,2})?$");

    private final Map<Column, String> fields;
    private @Nullable Fault fault;

    ProfessionalLine(Map<Column, String> fields) {
        this.fields = new EnumMap<>(fields);
    }

    /** The professional, or empty where something is wrong: then {@link #fault} says what. */
    Optional<Listed> read() {
        wrong(Column.TYPE, !value(Column.TYPE).equals(RPPS), "not-rpps");
        wrong(Column.IDENTIFIER, !Rpps.shaped(value(Column.IDENTIFIER)), "rpps");
        fields.forEach((column, value) -> {
            wrong(column, value.length() > column.longest, "too-long");
            wrong(column, CONTROL.matcher(value).find(), "control-character");
        });
        wrong(Column.FAMILY_NAME, familyName() == null, "missing");
        wrong(Column.GIVEN_NAMES, givenName() == null, "missing");
        wrong(Column.PROFESSION, value(Column.PROFESSION).isEmpty(), "missing");
        code(Column.PROFESSION);
        code(Column.SPECIALTY);
        return fault == null ? Optional.of(listed()) : Optional.empty();
    }

    Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }

    /** Whether it says itself that its number is another one: the national identification is 8 and the RPPS. */
    boolean contradictsItself() {
        String national = value(Column.NATIONAL_IDENTIFIER);
        return !national.isEmpty() && !national.equals(RPPS + value(Column.IDENTIFIER));
    }

    private Listed listed() {
        return new Listed(
                value(Column.IDENTIFIER),
                String.valueOf(familyName()),
                String.valueOf(givenName()),
                value(Column.PROFESSION),
                optional(Column.SPECIALTY),
                Optional.ofNullable(optional(Column.COMPANY)).orElseGet(() -> optional(Column.SIGN)),
                optional(Column.POSTCODE),
                optional(Column.COMMUNE),
                city(),
                mail());
    }

    private @Nullable String familyName() {
        return Optional.ofNullable(optional(Column.EXERCISE_NAME)).orElseGet(() -> optional(Column.FAMILY_NAME));
    }

    /** Civil given names stand side by side, {@code BRICE'HENRY'ALAIN}: the first is the one in use. */
    private @Nullable String givenName() {
        return Optional.ofNullable(optional(Column.EXERCISE_GIVEN_NAME)).orElseGet(() -> Optional.of(
                        value(Column.GIVEN_NAMES).split("'", 2)[0].strip())
                .filter(name -> !name.isEmpty())
                .orElse(null));
    }

    /** {@code 75908 PARIS CEDEX 15} is in Paris. */
    private @Nullable String city() {
        String town = POSTCODE.matcher(value(Column.TOWN)).replaceFirst("");
        String city = CEDEX.matcher(town).replaceFirst("").strip();
        return city.isEmpty() ? null : city;
    }

    /** Their own, or that of the place where they practise; one that isn't an address is none. */
    private @Nullable String mail() {
        return MailAddress.normal(value(Column.MAIL))
                .or(() -> MailAddress.normal(value(Column.STRUCTURE_MAIL)))
                .orElse(null);
    }

    private void code(Column column) {
        String code = value(column);
        wrong(column, !code.isEmpty() && !CODE.matcher(code).matches(), "code");
    }

    private @Nullable String optional(Column column) {
        String value = value(column);
        return value.isEmpty() ? null : value;
    }

    private String value(Column column) {
        return fields.getOrDefault(column, "").strip();
    }

    private void wrong(Column column, boolean wrong, String reason) {
        if (wrong && fault == null) {
            fault = new Fault(column, reason);
        }
    }

    @Override
    public String toString() {
        return "ProfessionalLine";
    }
}
