package fr.dmp.sandbox.web;

import fr.dmp.sandbox.SampleStaff;
import fr.dmp.sandbox.web.PeopleView.SampleInsured;
import fr.dmp.sandbox.web.PeopleView.SampleProfessional;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Profile;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** {@code /sandbox/people}: who there is to try the program with. */
@Controller
@Profile("sandbox")
class PeoplePage {

    private final PeopleView people;

    PeoplePage(PeopleView people) {
        this.people = people;
    }

    record Answer(List<SampleInsured> insured, List<SampleProfessional> professionals, List<Member> staff) {}

    record Member(String login, String password, List<String> groups) {}

    @GetMapping("/sandbox/people")
    Object read(HttpServletRequest request) {
        if (Browser.asks(request)) {
            return new ModelAndView(
                    "sandbox/people",
                    Map.of(
                            "insured", people.insured(),
                            "professionals", people.professionals(),
                            "staff", SampleStaff.ALL));
        }
        return ResponseEntity.ok(new Answer(
                people.insured(),
                people.professionals(),
                SampleStaff.ALL.stream()
                        .map(member -> new Member(member.login(), member.password(), member.groups()))
                        .toList()));
    }
}
