package fr.dmp.record.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What was told to a holder, over HTTP. */
@SandboxTest
class NoticesApiTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Notices notices;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private InsuredPerson person;
    private UUID record;
    private String token;

    @BeforeEach
    void opened() {
        person = Holders.insured(directory, Holders.nir());
        record = Holders.open(jdbc, person);
        token = HolderTokens.of(program, record, person.id(), Scope.FULL);
    }

    @Test
    void theNewestComesFirstMaskedAndPageByPage() {
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            told.add(0, tell(person, record));
        }
        List<String> read = new ArrayList<>();
        JsonNode page = read("?limit=2");
        assertThat(page.at("/items/0/destination").asText()).isNotEmpty().doesNotContain("612345678");
        assertThat(page.at("/items/0/kind").asText()).isEqualTo("PASSWORD_CHANGED");
        assertThat(page.at("/items/0/channel").asText()).isEqualTo("SMS");
        while (true) {
            page.get("items").forEach(item -> read.add(item.get("id").asText()));
            if (page.get("next").isNull()) {
                break;
            }
            page = read("?limit=2&cursor=" + page.get("next").asText());
        }
        assertThat(read).isEqualTo(told);
    }

    @Test
    void nobodyElsesNoticesAreThere() {
        InsuredPerson other = Holders.insured(directory, Holders.nir());
        UUID othersRecord = Holders.open(jdbc, other);
        String others = tell(other, othersRecord);
        assertThat(read("").get("items")).isEmpty();
        // Another's notice as a place: it tells nothing of theirs.
        tell(person, record);
        assertThat(read("?cursor=" + others).get("items")).isEmpty();
    }

    @Test
    void eachReadingIsTraced() {
        long before = readings();
        read("");
        assertThat(readings()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=0, /limit",
        "?limit=201, /limit",
        "?limit=beaucoup, /limit",
        "?limit=99999999999, /limit",
        "?cursor=demain, /cursor"
    })
    void whatCantBeReadIsToldWithItsPlace(String query, String pointer) {
        Calls answer = new Calls(port).bearer(token).get("/api/record/notices" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo(pointer);
    }

    private JsonNode read(String query) {
        Calls answer = new Calls(port).bearer(token).get("/api/record/notices" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private String tell(InsuredPerson whom, UUID about) {
        return transaction
                .execute(status -> notices.tell(about, whom.id(), NoticeKind.PASSWORD_CHANGED, Map.of()))
                .toString();
    }

    private long readings() {
        return jdbc.sql("select count(*) from dmp.audit_entry where record = ? and act = 'READ_NOTICES'")
                .param(record)
                .query(Long.class)
                .single();
    }
}
