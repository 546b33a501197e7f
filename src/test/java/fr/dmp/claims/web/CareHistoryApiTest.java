package fr.dmp.claims.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.dmp.claims.CareHistory.Detail;
import fr.dmp.claims.CareHistory.Filter;
import fr.dmp.claims.CareHistory.Line;
import fr.dmp.claims.CareHistory.Page;
import fr.dmp.claims.CareHistory.Statement;
import fr.dmp.claims.Section;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import fr.dmp.signin.HolderSession;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.method.annotation.AuthenticationPrincipalArgumentResolver;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** What is asked for by address, and the shape of the answer. */
class CareHistoryApiTest {

    private static final HolderSession SESSION = new HolderSession(
            UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), HolderSession.Scope.FULL, Instant.MAX);

    private final List<Filter> asked = new ArrayList<>();
    private Page answer = new Page(List.of(), null, null, List.of());
    private MockMvc api;

    @BeforeEach
    void signedIn() {
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken(SESSION, null));
        api = MockMvcBuilders.standaloneSetup(new CareHistoryApi(
                        (reader, mode, record, filter) -> {
                            assertThat(record).isEqualTo(SESSION.record());
                            assertThat(reader).isEqualTo(SESSION.actor());
                            asked.add(filter);
                            return answer;
                        },
                        null))
                .setCustomArgumentResolvers(new AuthenticationPrincipalArgumentResolver())
                .setMessageConverters(new MappingJackson2HttpMessageConverter(Jackson2ObjectMapperBuilder.json()
                        .serializationInclusion(JsonInclude.Include.NON_NULL)
                        .featuresToDisable(
                                com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .build()))
                .build();
    }

    @AfterEach
    void signedOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void theAddressBecomesAFilter() throws Exception {
        api.perform(get("/api/record/care-history")).andExpect(status().isOk());
        api.perform(get("/api/record/care-history?section=CARE&from=2026-01-02&to=2026-02-03&cursor=abc&limit=7"))
                .andExpect(status().isOk());

        assertThat(asked)
                .containsExactly(
                        Filter.ALL,
                        new Filter(Section.CARE, LocalDate.of(2026, 1, 2), LocalDate.of(2026, 2, 3), "abc", 7));
    }

    @ParameterizedTest
    @CsvSource({
        "section=SOINS, /section, fault.section",
        "section=care, /section, fault.section",
        "from=02/01/2026, /from, fault.date",
        "to=2026-02-30, /to, fault.date",
        "limit=viele, /limit, fault.limit",
    })
    void whatCannotBeReadIsPointedAt(String query, String pointer, String message) {
        assertThatThrownBy(() -> api.perform(get("/api/record/care-history?" + query)))
                .hasCauseInstanceOf(Refusal.class)
                .cause()
                .satisfies(refusal ->
                        assertThat(((Refusal) refusal).faults()).containsExactly(new Fault(pointer, message)));
    }

    @Test
    void theAnswerHasTheContractsShape() throws Exception {
        answer = new Page(
                List.of(new Line(
                        "1",
                        Section.CARE,
                        LocalDate.of(2026, 1, 2),
                        LocalDate.of(2026, 1, 2),
                        "G",
                        "NGAP",
                        "Consultation",
                        "CONSULTATION COTEE G",
                        BigDecimal.ONE,
                        new BigDecimal("30.00"),
                        null,
                        "Dr X",
                        null,
                        List.of(new Detail("Spécialité", "Médecine générale")),
                        "CNAM-HR",
                        Instant.parse("2026-01-03T04:05:06Z"))),
                null,
                Instant.parse("2026-01-03T00:00:00Z"),
                List.of(new Statement(Section.BIOLOGY, "Aucune donnée")));

        api.perform(get("/api/record/care-history"))
                .andExpect(content()
                        .json(
                                """
                                        {"items": [{"id": "1", "section": "CARE", "from": "2026-01-02", "to": "2026-01-02",
                                          "code": "G", "system": "NGAP", "label": "Consultation",
                                          "officialLabel": "CONSULTATION COTEE G", "quantity": 1, "paid": 30.00, "reimbursed": null,
                                          "performer": "Dr X", "prescriber": null,
                                          "details": [{"label": "Spécialité", "value": "Médecine générale"}],
                                          "source": "CNAM-HR", "receivedAt": "2026-01-03T04:05:06Z"}],
                                         "next": null, "upToDateAt": "2026-01-03T00:00:00Z",
                                         "statements": [{"section": "BIOLOGY", "text": "Aucune donnée"}]}
                                        """,
                                org.springframework.test.json.JsonCompareMode.STRICT));
    }
}
