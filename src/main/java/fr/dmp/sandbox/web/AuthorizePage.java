package fr.dmp.sandbox.web;

import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import fr.dmp.refusal.Refusal;
import fr.dmp.sandbox.SamplePeople;
import fr.dmp.sandbox.SandboxIssuer;
import fr.dmp.sandbox.SandboxSignIn;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where the provider signs a professional in: in the place of the card, one of the sample professionals is chosen. A program
 * that it doesn't know, or an address that isn't one of that program's, is sent nowhere.
 */
@Controller
@Profile("sandbox")
class AuthorizePage {

    private static final List<String> ASKED = List.of(
            "client_id",
            "redirect_uri",
            "response_type",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method");

    private final SandboxSignIn signIn;
    private final Professionals professionals;
    private final SamplePeople people;

    AuthorizePage(SandboxSignIn signIn, Professionals professionals, SamplePeople people) {
        this.signIn = signIn;
        this.professionals = professionals;
        this.people = people;
    }

    @GetMapping(SandboxIssuer.PATH + "/authorize")
    ModelAndView page(@RequestParam Map<String, String> asked) {
        check(asked);
        Map<String, String> kept = new TreeMap<>(asked);
        kept.keySet().retainAll(ASKED);
        return new ModelAndView(
                "sandbox/authorize",
                Map.of(
                        "asked",
                        kept,
                        "professionals",
                        people.professionals().stream()
                                .map(Registration::professional)
                                .toList()));
    }

    @PostMapping(SandboxIssuer.PATH + "/authorize")
    String decide(@RequestParam Map<String, String> asked) {
        check(asked);
        UriComponentsBuilder back = UriComponentsBuilder.fromUriString(asked.getOrDefault("redirect_uri", ""))
                .queryParam("state", "{state}");
        if (asked.containsKey("cancel")) {
            return to(back.queryParam("error", "access_denied"), asked);
        }
        Professional professional = professionals
                .find(asked.getOrDefault("rpps", ""))
                .orElseThrow(() -> Refusal.invalid("/rpps", "fault.rpps"));
        return to(back.queryParam("code", signIn.code(asked, professional)), asked);
    }

    /** There is no session to end here: each sign-in is chosen anew. */
    @GetMapping(SandboxIssuer.PATH + "/logout")
    String leave(@RequestParam("post_logout_redirect_uri") String back) {
        if (!signIn.leads(back)) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "malformed");
        }
        return "redirect:" + back;
    }

    private void check(Map<String, String> asked) {
        if (!signIn.takes(asked)) {
            throw Refusal.of(Refusal.Kind.MALFORMED, "malformed");
        }
    }

    private static String to(UriComponentsBuilder back, Map<String, String> asked) {
        return "redirect:"
                + back.encode().buildAndExpand(asked.getOrDefault("state", "")).toUriString();
    }
}
