package fr.dmp.journey;

import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import fr.dmp.sandbox.SampleHistory;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Any number of insured people who don't exist, made from a seed, with right NIR keys and numbers kept for fiction. */
public final class Population {

    static final String HEADER = "nir;family_name;given_names;birth_date;sex;regime;fund;mobile;email;"
            + "address1;address2;postcode;city;vitale_serial";

    private static final List<String> FAMILY =
            List.of("Quénouille", "Brisefer", "Passavant", "Tournemine", "Chantecler", "Malitorne", "Vaucanson");
    private static final List<String> GIVEN =
            List.of("Ondine", "Barnabé", "Clotilde", "Fulbert", "Hermance", "Anselme");

    /** One of them. */
    public record Person(
            String nir,
            String familyName,
            String givenNames,
            LocalDate birthDate,
            String sex,
            String mobile,
            String email,
            String serial) {

        String line() {
            return String.join(
                    ";",
                    nir,
                    familyName,
                    givenNames,
                    birthDate.toString(),
                    sex,
                    "1",
                    "01C751",
                    mobile,
                    email,
                    "1 rue de l'Essai",
                    "",
                    "75011",
                    "Paris",
                    serial);
        }

        /** A history of theirs, with a version of its own. */
        String history() {
            InsuredPerson person = new InsuredPerson(
                    UUID.nameUUIDFromBytes(nir.getBytes(StandardCharsets.UTF_8)),
                    Nir.of(nir).orElseThrow(),
                    familyName,
                    givenNames,
                    birthDate,
                    sex,
                    "1",
                    "01C751",
                    serial,
                    new InsuredPerson.Address("1 rue de l'Essai", null, "75011", "Paris"));
            return SampleHistory.of(person, LocalDate.now(), 1);
        }

        /** As the API wants it. */
        public Map<String, Object> vitale() {
            return new TreeMap<>(Map.of(
                    "nir", nir,
                    "serial", serial,
                    "familyName", familyName,
                    "givenNames", givenNames,
                    "birthDate", birthDate.toString()));
        }
    }

    private final Random random;
    private int made;

    public Population(long seed) {
        this.random = new Random(seed);
    }

    public List<Person> next(int count) {
        return IntStream.range(0, count).mapToObj(i -> person()).toList();
    }

    /** An {@code insured} delivery of these people. */
    public static String delivery(List<Person> people) {
        return people.stream().map(Person::line).collect(Collectors.joining("\n", HEADER + "\n", "\n"));
    }

    /** The numbers avoid those whose ending makes the sandbox's phone fail on purpose. */
    private Person person() {
        int n = made++;
        boolean woman = random.nextBoolean();
        LocalDate birth = LocalDate.of(1940 + random.nextInt(60), 1 + random.nextInt(12), 1 + random.nextInt(28));
        String number = (woman ? "2" : "1")
                + birth.format(DateTimeFormatter.ofPattern("yyMM"))
                + "%02d%03d%03d".formatted(1 + random.nextInt(19), 1 + n / 999, 1 + n % 999);
        String key = "%02d".formatted(97 - Long.parseLong(number) % 97);
        return new Person(
                number + key,
                FAMILY.get(random.nextInt(FAMILY.size())),
                GIVEN.get(random.nextInt(GIVEN.size())),
                birth,
                woman ? "F" : "M",
                n % 3 == 0 ? "" : "+336399%05d".formatted(81000 + n % 9000),
                "essai" + n + "@exemple.fr",
                "8025%010d".formatted(n));
    }
}
