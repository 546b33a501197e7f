package fr.dmp.signin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.Calls;
import fr.dmp.SandboxTest;
import fr.dmp.TestClock;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredDirectory.Delivered;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.journey.Messages;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.HolderTokens;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A holder's contacts over HTTP, with the code read on the sandbox's phone. */
@SandboxTest
class ContactsApiTest {

    private static final Pattern CODE = Pattern.compile("DMP : (\\d{6}) est");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    private Calls holder;

    @BeforeEach
    void aHolderIsSignedIn() {
        InsuredPerson person = Holders.insured(directory, Holders.nir());
        directory.takeIn(
                List.of(new Delivered(person, Optional.of("+33639980101"), Optional.of("camille@exemple.fr"))),
                clock.instant());
        UUID record = Holders.open(jdbc, person);
        holder = new Calls(port).bearer(HolderTokens.of(program, record, person.id(), Scope.FULL));
    }

    @Test
    void fromTheWishToTheChangeAndBack() throws IOException {
        String mobile = "+3363998" + ThreadLocalRandom.current().nextInt(1000, 10000);
        Messages phone = new Messages(port, mobile);
        Calls asked = holder.send(
                "PUT", "/api/record/contacts", "{\"channel\": \"SMS\", \"value\": \"%s\"}".formatted(mobile));
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().get("destination").asText()).isEqualTo("06 •• •• •• " + mobile.substring(10));

        String code = "{\"code\": \"%s\"}".formatted(phone.next(CODE));
        assertThat(holder.post("/api/record/contacts/code", code).status()).isEqualTo(200);
        assertThat(holder.json().fieldNames()).toIterable().containsExactly("destination", "askedAt", "effectiveAt");

        JsonNode items = holder.get("/api/record/contacts").json().get("items");
        assertThat(items.at("/0/destination").asText()).isEqualTo("06 •• •• •• 01");
        assertThat(items.at("/0/verified").asBoolean()).isFalse();
        assertThat(items.at("/0/change/destination").asText()).isEqualTo("06 •• •• •• " + mobile.substring(10));
        assertThat(items.at("/1/change").isMissingNode()).isTrue();
        assertThat(new String(holder.bytes())).doesNotContain(mobile.substring(1), "camille");

        assertThat(holder.send("DELETE", "/api/record/contacts/SMS/change", "").status())
                .isEqualTo(204);
        assertThat(holder.send("DELETE", "/api/record/contacts/SMS/change", "").outcome())
                .isEqualTo("404 not-found");
        assertThat(holder.send("DELETE", "/api/record/contacts/MAIL", "").status())
                .isEqualTo(202);
        assertThat(holder.send("DELETE", "/api/record/contacts/SMS", "").outcome())
                .isEqualTo("409 last-contact");
    }

    @Test
    void aSessionThatIsNotFreshIsToldToSignInAgain() throws IOException {
        try (TestClock time = TestClock.of(clock)) {
            time.advance(Duration.ofMinutes(9));
            assertThat(holder.get("/api/record/contacts").status()).isEqualTo(200);
            time.advance(Duration.ofMinutes(2));
            assertThat(holder.send(
                                    "PUT",
                                    "/api/record/contacts",
                                    "{\"channel\": \"MAIL\", \"value\": \"neuve@exemple.fr\"}")
                            .outcome())
                    .isEqualTo("403 fresh-sign-in-required");
            assertThat(holder.json().get("detail").asText()).contains("connectez-vous de nouveau");
        }
    }

    @Test
    void whatIsNoChannelIsRefused() throws IOException {
        for (String wish : List.of("{}", "{\"channel\": \"LETTER\", \"value\": \"x\"}", "{\"channel\": 1}")) {
            assertThat(holder.send("PUT", "/api/record/contacts", wish).status())
                    .isBetween(400, 422);
        }
        assertThat(holder.send("DELETE", "/api/record/contacts/LETTER", "").outcome())
                .isEqualTo("404 not-found");
        assertThat(holder.send("DELETE", "/api/record/contacts/sms/change", "").outcome())
                .isEqualTo("404 not-found");
        assertThat(holder.post("/api/record/contacts/code", "{\"code\": \"123456\"}")
                        .outcome())
                .isEqualTo("410 code-gone");
    }

    @Test
    void theWayOfNoticesIsChosen() throws IOException {
        Calls read = holder.get("/api/record/notice-preferences");
        assertThat(read.json().get("channel").asText()).isEqualTo("SMS");
        assertThat(holder.with("If-Match", "\"MAIL\"")
                        .send("PUT", "/api/record/notice-preferences", "{\"channel\": \"MAIL\"}")
                        .outcome())
                .isEqualTo("412 stale-version");
        assertThat(holder.with("If-Match", "\"SMS\"")
                        .send("PUT", "/api/record/notice-preferences", "{\"channel\": \"LETTER\"}")
                        .status())
                .isEqualTo(422);
        assertThat(holder.send("PUT", "/api/record/notice-preferences", "{\"channel\": \"MAIL\"}")
                        .status())
                .isEqualTo(200);
        JsonNode told = holder.get("/api/record/notices").json().get("items");
        assertThat(told.findValuesAsText("kind")).containsExactly("NOTICE_CHANNEL_CHANGED", "NOTICE_CHANNEL_CHANGED");
        assertThat(told.findValuesAsText("channel")).containsExactlyInAnyOrder("SMS", "MAIL");
    }
}
