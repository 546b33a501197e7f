package fr.dmp.sandbox;

import com.github.f4b6a3.uuid.UuidCreator;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import fr.dmp.identity.InsuredDirectory.Delivered;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals.Registration;
import fr.dmp.identity.Representatives;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The people of the sandbox, as its files under {@code sandbox/} have them. None of them exists. */
@Component
@Profile("sandbox")
public class SamplePeople {

    /** Where a sample professional is written to. */
    private static final String MAIL = "ps.%s@exemple.fr";

    private static final String INSURED = "sandbox/insured.csv";

    private final List<Delivered> insured = SampleFile.read(INSURED, SamplePeople::delivered);
    private final List<Registration> professionals =
            SampleFile.read("sandbox/professionals.csv", SamplePeople::registration);
    private final List<Treating> treating = SampleFile.read("sandbox/treating-physicians.csv", SamplePeople::treating);
    private final List<Represented> represented =
            SampleFile.read("sandbox/representatives.csv", SamplePeople::represented);

    /** A physician declared to the Assurance Maladie. */
    public record Treating(Nir person, String rpps, LocalDate since) {}

    /** Who acts for whom. */
    public record Represented(Nir person, Nir representative, Representatives.Kind kind, LocalDate since) {}

    public List<Delivered> insured() {
        return insured;
    }

    public List<Registration> professionals() {
        return professionals;
    }

    public List<Treating> treating() {
        return treating;
    }

    public List<Represented> represented() {
        return represented;
    }

    private static Delivered delivered(NamedCsvRecord line) {
        InsuredPerson person = new InsuredPerson(
                UuidCreator.getTimeOrderedEpoch(),
                nir(line.getField("nir")),
                line.getField("family_name"),
                line.getField("given_names"),
                LocalDate.parse(line.getField("birth_date")),
                line.getField("sex"),
                line.getField("regime"),
                line.getField("fund"),
                orNull(line, "vitale_serial"),
                new InsuredPerson.Address(
                        orNull(line, "address1"),
                        orNull(line, "address2"),
                        orNull(line, "postcode"),
                        orNull(line, "city")));
        return new Delivered(
                person, Optional.ofNullable(orNull(line, "mobile")), Optional.ofNullable(orNull(line, "email")));
    }

    private static Registration registration(NamedCsvRecord line) {
        Professional professional = new Professional(
                line.getField("rpps"),
                line.getField("family_name"),
                line.getField("given_name"),
                line.getField("profession"),
                orNull(line, "specialty"),
                orNull(line, "organization"),
                orNull(line, "city"),
                Boolean.parseBoolean(line.getField("regulation")),
                orNull(line, "struck_off") != null);
        return new Registration(
                professional,
                Optional.ofNullable(orNull(line, "struck_off")).map(LocalDate::parse),
                MAIL.formatted(professional.rpps()));
    }

    private static Treating treating(NamedCsvRecord line) {
        return new Treating(nir(line.getField("nir")), line.getField("rpps"), LocalDate.parse(line.getField("since")));
    }

    private static Represented represented(NamedCsvRecord line) {
        return new Represented(
                nir(line.getField("nir")),
                nir(line.getField("representative_nir")),
                Representatives.Kind.valueOf(line.getField("kind")),
                LocalDate.parse(line.getField("since")));
    }

    private static Nir nir(String written) {
        return Nir.of(written).orElseThrow(() -> new IllegalStateException("a sample person's NIR is wrong"));
    }

    private static @Nullable String orNull(NamedCsvRecord line, String column) {
        String value = line.getField(column);
        return value.isEmpty() ? null : value;
    }
}
