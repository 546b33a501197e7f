package fr.dmp.sandbox.web;

import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Professionals.Registration;
import fr.dmp.refusal.Refusal;
import fr.dmp.sandbox.SamplePeople;
import fr.dmp.sandbox.SandboxIssuer;
import fr.dmp.sandbox.SandboxIssuer.Regulation;
import fr.dmp.sandbox.SandboxIssuer.Token;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.servlet.ModelAndView;

/** {@code /sandbox/professional-tokens}: a token as the professionals' identity provider would issue it. */
@Controller
@Profile("sandbox")
class TokensPage {

    private final SandboxIssuer issuer;
    private final Professionals professionals;
    private final SamplePeople people;

    TokensPage(SandboxIssuer issuer, Professionals professionals, SamplePeople people) {
        this.issuer = issuer;
        this.professionals = professionals;
        this.people = people;
    }

    /**
     * @param regulation whether the token carries a regulating doctor's right; absent: as the directory says
     */
    record Wish(@Nullable String rpps, @Nullable Boolean regulation) {}

    @PostMapping(value = "/sandbox/professional-tokens", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @ResponseBody
    Token issue(@RequestBody Wish wish) {
        Professional professional = known(wish.rpps() == null ? "" : wish.rpps());
        boolean regulating = wish.regulation() == null ? professional.regulation() : wish.regulation();
        return issuer.issue(professional, regulating ? Regulation.VRAI : Regulation.FAUX);
    }

    @GetMapping("/sandbox/professional-tokens")
    ModelAndView page() {
        return new ModelAndView(
                "sandbox/professional-tokens",
                Map.of(
                        "professionals",
                        people.professionals().stream()
                                .map(Registration::professional)
                                .toList()));
    }

    @PostMapping(value = "/sandbox/professional-tokens", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ModelAndView issue(@RequestParam String rpps) {
        Professional professional = known(rpps);
        Token token = issuer.issue(professional, professional.regulation() ? Regulation.VRAI : Regulation.FAUX);
        return page().addObject("token", token).addObject("bearer", professional.name());
    }

    private Professional known(String rpps) {
        return professionals.find(rpps).orElseThrow(() -> Refusal.invalid("/rpps", "fault.rpps"));
    }
}
