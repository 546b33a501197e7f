package fr.dmp.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The last lines of a start: where to go, and with which account. */
@Component
@Profile("sandbox")
class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final Environment environment;
    private final DemoHolders holders;
    private final ObjectProvider<FirstHolders> first;

    Welcome(Environment environment, DemoHolders holders, ObjectProvider<FirstHolders> first) {
        this.environment = environment;
        this.holders = holders;
        this.first = first;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void ready(ApplicationReadyEvent ready) {
        Thread last = new Thread(() -> welcome(ready.getTimeTaken()), "sandbox-welcome");
        last.setDaemon(true);
        last.start();
    }

    /** At the first start it comes a moment after the program is ready: once there is someone to sign in as. */
    private void welcome(Duration took) {
        first.ifAvailable(FirstHolders::open);
        LOG.info(text(took));
    }

    private String text(Duration took) {
        String portal = "http://localhost:" + environment.getProperty("local.server.port");
        String staff = "http://localhost:" + environment.getProperty("dmp.staff.port");
        List<String> lines = List.of(
                "",
                "",
                "  Le DMP est prêt, démarré en " + took.toSeconds() + " s.",
                "  Bac à sable : personne n'existe ici, rien ne sort de cette machine.",
                "",
                "  Portail des titulaires     " + portal + "/",
                "    " + holder(),
                "  Pages des professionnels   " + portal + "/pro",
                "  Personnes et comptes       " + portal + "/sandbox/people",
                "  SMS et courriels envoyés   " + portal + "/sandbox/messages",
                "  Jetons de professionnels   " + portal + "/sandbox/professional-tokens",
                "  Horloge                    " + portal + "/sandbox/clock",
                "  Tasklist du personnel      " + staff + "/camunda/app/tasklist/default/",
                "    gestionnaire : " + account("caseworker"),
                "    administration (Cockpit, Admin) : " + account("camunda-admin"),
                "  Pour arrêter : Ctrl+C. Les données restent dans " + environment.getProperty("dmp.data") + ".",
                "");
        return String.join(System.lineSeparator(), lines);
    }

    private String holder() {
        return holders.first()
                .map(signIn -> "identifiant " + signIn.identifier() + ", mot de passe " + signIn.password()
                        + " ; le code arrive dans les messages")
                .orElse("les accès sont sur la page des personnes");
    }

    private static String account(String group) {
        return SampleStaff.ALL.stream()
                .filter(member -> member.groups().contains(group))
                .map(member -> member.login() + " / " + member.password())
                .collect(Collectors.joining(", "));
    }
}
