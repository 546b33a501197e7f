package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.access.Asking;
import fr.dmp.identity.Professionals;
import fr.dmp.vault.RecordKeys;
import java.time.Clock;
import java.time.LocalDate;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A treating physician sees whose record was opened in an emergency, which the mail doesn't tell. */
@SandboxTest
class ProEmergenciesPageTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext program;

    @Autowired
    private Professionals professionals;

    @Autowired
    private RecordKeys keys;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Clock clock;

    @Test
    void showsWhoOpenedWhoseRecord() {
        Practitioner physician = Practitioner.of(port, professionals, "10").signIn();
        Visitor visitor = physician.visitor();
        assertThat(visitor.get("/pro/urgences").page().select("main").text())
                .contains("Personne n’a ouvert en urgence le dossier d’un de vos patients.");
        Asking asking = Asking.of(program);
        transactions.executeWithoutResult(transaction -> keys.create(asking.record()));
        asking.declare(physician.rpps(), LocalDate.now(clock).minusDays(1));
        String other = asking.professional("10");
        asking.calls(other)
                .post(
                        "/api/professional/records/" + asking.record() + "/emergency-accesses",
                        """
                        {"mode": "BRIS_DE_GLACE", "reason": "LIFE_THREAT", "explanation": "Douleur dans la poitrine."}""");

        Document page = visitor.get("/pro/urgences").page();

        assertThat(page.select(".papers li")).hasSize(1);
        assertThat(page.select(".papers li").text())
                .contains("Ærika NÓVÁK", "médecin", "Évry", "Bris de glace", "Danger immédiat")
                .doesNotContain("poitrine");
        assertThat(page.select(".papers a").attr("href")).endsWith("/pro/dossiers/" + asking.record());
        assertThat(page.select("nav [aria-current]").text()).isEqualTo("Urgences");
    }
}
