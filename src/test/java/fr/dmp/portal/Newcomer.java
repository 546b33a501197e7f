package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.identity.InsuredDirectory;
import fr.dmp.journey.Messages;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import java.util.Map;
import java.util.regex.Pattern;

/** Someone who goes through the pages on their own, from the card to the record. */
record Newcomer(Someone someone, Messages messages, Visitor visitor) {

    static final Pattern CODE = Pattern.compile("DMP : (\\d{6}) est");
    static final Pattern PASSWORD = Pattern.compile("mot de passe initial (\\S+)");
    static final String OWN_PASSWORD = "cheval agrafe correcte batterie";

    /** On file, with a mobile. */
    static Newcomer onFile(int port, InsuredDirectory directory) {
        return of(port, SomePeople.anyone().delivered(directory));
    }

    static Newcomer of(int port, Someone someone) {
        return new Newcomer(someone, new Messages(port, someone.mobile()), new Visitor(port));
    }

    /** As far as the page that asks for the code. */
    void askForARecord(String familyName) {
        askForConsent(familyName);
        visitor.submit("/creation", Map.of("accord", "oui"));
        assertThat(visitor.location()).isEqualTo("/creation/code");
        visitor.follow();
    }

    /** As far as the page that asks for the consent. */
    void askForConsent(String familyName) {
        visitor.get("/creation")
                .submit(
                        "/creation",
                        Map.of(
                                "nir",
                                someone.nir().value(),
                                "serie",
                                someone.serial(),
                                "nom",
                                familyName,
                                "prenoms",
                                "Marie Elie",
                                "naissance",
                                "17/01/1960"))
                .submit("/creation", Map.of("mobile", someone.mobile()));
    }

    void typeTheCode() {
        visitor.submit("/creation/code", Map.of("code", messages.next(CODE)));
    }

    /** Opens the record and returns the identifier. */
    String open() {
        askForARecord("N'Guyen Dupont");
        typeTheCode();
        return visitor.follow().page().select(".secret").text();
    }

    /** As far as the page that asks for the code. */
    void enter(String identifier, String password) {
        visitor.forget("__Host-holder");
        visitor.get("/connexion").submit("/connexion", Map.of("identifiant", identifier, "mot-de-passe", password));
        assertThat(visitor.location()).isEqualTo("/connexion/code");
        visitor.follow();
    }

    void signIn(String identifier, String password) {
        enter(identifier, password);
        visitor.submit("/connexion/code", Map.of("code", messages.next(CODE)));
    }

    void choose(String current, String fresh) {
        visitor.get("/mot-de-passe")
                .submit("/mot-de-passe", Map.of("initial", current, "nouveau", fresh, "encore", fresh));
        assertThat(visitor.location()).isEqualTo("/dossier");
    }

    /** Opens a record and reads it under a password of their own. */
    String settleIn() {
        String identifier = open();
        String initial = messages.next(PASSWORD);
        signIn(identifier, initial);
        choose(initial, OWN_PASSWORD);
        return identifier;
    }
}
