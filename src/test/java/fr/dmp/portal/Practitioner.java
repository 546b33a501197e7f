package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A professional at a browser, who signs in by the sandbox's provider. */
public record Practitioner(Visitor visitor, String rpps) {

    /** Of the directory, of a test's own. */
    public static Practitioner of(int port, Professionals directory, String profession) {
        String rpps = "1018" + "%07d".formatted(ThreadLocalRandom.current().nextInt(10_000_000));
        directory.register(List.of(new Registration(
                new Professional(rpps, "SOIGNANT", "Dominique", profession, null, null, "PARIS", false, false),
                Optional.empty())));
        return new Practitioner(new Visitor(port), rpps);
    }

    /** As far as the provider's page. */
    Visitor goToTheProvider() {
        visitor.get("/pro").submit("/pro/connexion", Map.of());
        assertThat(visitor.location()).startsWith("/sandbox/issuer/authorize?");
        return visitor.follow();
    }

    /** As far as the way back, which is still to be followed. */
    Visitor chooseThemself() {
        goToTheProvider().submit("/sandbox/issuer/authorize", Map.of("rpps", rpps));
        assertThat(visitor.location()).startsWith("/pro/connexion/retour?");
        return visitor;
    }

    public Practitioner signIn() {
        chooseThemself().follow();
        assertThat(visitor.location()).isEqualTo("/pro");
        visitor.follow();
        return this;
    }
}
