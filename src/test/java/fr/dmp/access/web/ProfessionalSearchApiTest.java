package fr.dmp.access.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.access.Asking;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A holder looks for the professional to authorize, over HTTP. */
@SandboxTest
class ProfessionalSearchApiTest {

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Professionals professionals;

    @Autowired
    private Clock clock;

    private final ObjectMapper json = new ObjectMapper();

    /** Of this test alone, at the beginning of each family name. */
    private final String mark = "Zy" + letters();

    private Asking asking;

    @BeforeEach
    void directory() {
        asking = Asking.of(program);
        add("1", mark + " Lefèvre-D'Arc", "Élodie", "NANTES", null);
        add("2", mark + "ÉVRARD", "Cœur-Marie", "SAINT-NAZAIRE", null);
        add("3", mark + "evrard", "Paul", "NANTES", LocalDate.now(clock).minusDays(1));
        add("4", mark + "EVRARD", "Zoé", "Nantes", LocalDate.now(clock).plusDays(9));
    }

    private static String letters() {
        StringBuilder letters = new StringBuilder();
        ThreadLocalRandom.current().ints(7, 'a', 'z' + 1).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private String add(String number, String family, String given, String city, LocalDate struckOff) {
        String rpps = "29" + number
                + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
        professionals.register(List.of(new Registration(
                new Professional(rpps, family, given, "10", "SM54", null, city, false, false),
                Optional.ofNullable(struckOff))));
        return rpps;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%sevrard | | Cœur-Marie, Zoé",
                "%sÉVR | | Cœur-Marie, Zoé",
                "%s | | Élodie, Cœur-Marie, Zoé",
                "%s lefevre d’arc | | Élodie",
                "elodie %s | | Élodie",
                "%s lefevre d arc elo | | Élodie",
                "coeur marie %s | | Cœur-Marie",
                "coeur %sev | | Cœur-Marie",
                "%sevrard coeur | | Cœur-Marie",
                "%s | nantes | Élodie, Zoé",
                "%s | saint na | Cœur-Marie",
                "%s | paris | ''",
                "%sxx | | ''",
                "%% | | ''"
            })
    void byTheBeginningOfTheName(String name, String city, String given) {
        assertThat(String.join(", ", givenNames(name.formatted(mark), city))).isEqualTo(given);
    }

    private List<String> givenNames(String name, String city) {
        List<String> found = new ArrayList<>();
        Calls answer = search(name, city, null);
        if (answer.status() == 200) {
            answer.json()
                    .get("items")
                    .forEach(item -> found.add(item.get("name").asText().split(" ")[0]));
        }
        return found;
    }

    @Test
    void whatIsToldOfEach() {
        JsonNode found =
                search(mark + "evrard", "saint", null).json().get("items").get(0);
        assertThat(List.of(
                        found.get("name").asText(),
                        found.get("profession").asText(),
                        found.get("specialty").asText(),
                        found.get("city").asText()))
                .containsExactly("Cœur-Marie " + mark + "ÉVRARD", "10", "SM54", "SAINT-NAZAIRE");
        String rpps = found.get("professional").asText();
        assertThat(search(null, null, rpps).json().get("items").get(0)).isEqualTo(found);
        assertThat(asking.grant(rpps).status()).isEqualTo(201);
    }

    @Test
    void theFirstTwentyInTheirOrder() {
        for (int i = 0; i < 30; i++) {
            add("5", mark + "Tous", "P" + (char) ('a' + i % 26) + i, "LILLE", null);
        }
        List<String> found = givenNames(mark + "tous", null);
        assertThat(found).hasSize(20).isSorted();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\": \"a\"} | /name",
                "{\"name\": \"  é-\"} | /name",
                "{} | /name",
                "{\"city\": \"Paris\"} | /name",
                "{\"rpps\": \"123\"} | /rpps",
                "{\"rpps\": \"1010010001x\"} | /rpps"
            })
    void tooLittleIsRefused(String body, String pointer) {
        Calls answer = asking.holder().post("/api/record/professional-searches", body);
        assertThat(answer.outcome()).isEqualTo("422 invalid-input");
        assertThat(answer.json().get("errors").get(0).get("pointer").asText()).isEqualTo(pointer);
    }

    @Test
    void hostileTextFindsNothing() throws Exception {
        for (String hostile : List.of(
                "'; drop table dmp.professional; --",
                "%%",
                "__",
                "\\\\",
                "xx\u0000yy",
                "ＭＡＲＴＩＮ",
                "ωω",
                "x".repeat(101))) {
            Calls answer = search(hostile, hostile, null);
            assertThat(answer.status()).as(hostile).isIn(200, 422);
            if (answer.status() == 200) {
                assertThat(answer.json().get("items")).as(hostile).isEmpty();
            }
        }
    }

    @Test
    void whoSearchesWithoutEndIsStopped() {
        String last = "";
        for (int i = 0; i < 121; i++) {
            last = search(mark, null, null).outcome();
        }
        assertThat(last).isEqualTo("429 too-many-requests");
    }

    private Calls search(String name, String city, String rpps) {
        try {
            Map<String, String> search = new HashMap<>();
            search.put("name", name);
            search.put("city", city);
            search.put("rpps", rpps);
            search.values().removeIf(Objects::isNull);
            return asking.holder().post("/api/record/professional-searches", json.writeValueAsString(search));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
