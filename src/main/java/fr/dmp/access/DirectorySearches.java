package fr.dmp.access;

import fr.dmp.gate.Limits;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import fr.dmp.identity.Rpps;
import fr.dmp.refusal.Refusal;
import fr.dmp.refusal.Refusal.Fault;
import fr.dmp.signin.HolderSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class DirectorySearches implements ProfessionalSearches {

    private static final int MOST = 20;
    private static final int FEWEST_LETTERS = 2;
    private static final int LONGEST = 100;

    private final Professionals professionals;
    private final Limits limits;
    private final AccessLimits allowed;

    DirectorySearches(Professionals professionals, Limits limits, AccessLimits allowed) {
        this.professionals = professionals;
        this.limits = limits;
        this.allowed = allowed;
    }

    @Override
    public List<Found> find(HolderSession holder, Search search) {
        check(search);
        limits.take("professional-search", holder.actor().id(), allowed.perHolder(), Duration.ofHours(1));
        String rpps = search.rpps();
        Stream<Professional> found = rpps != null
                ? professionals.find(rpps).filter(one -> !one.struckOff()).stream()
                : professionals.search(text(search.name()), text(search.city()), MOST).stream();
        return found.map(DirectorySearches::found).toList();
    }

    private static void check(Search search) {
        List<Fault> faults = new ArrayList<>();
        String rpps = search.rpps();
        if (rpps != null && !Rpps.shaped(rpps)) {
            faults.add(new Fault("/rpps", "fault.rpps-shape"));
        }
        if (rpps == null
                && text(search.name()).codePoints().filter(Character::isLetter).count() < FEWEST_LETTERS) {
            faults.add(new Fault("/name", "fault.two-letters"));
        }
        if (text(search.name()).length() > LONGEST) {
            faults.add(new Fault("/name", "fault.too-long"));
        }
        if (text(search.city()).length() > LONGEST) {
            faults.add(new Fault("/city", "fault.too-long"));
        }
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }

    private static String text(@Nullable String field) {
        return Optional.ofNullable(field).orElse("");
    }

    private static Found found(Professional one) {
        return new Found(one.rpps(), one.name(), one.profession(), one.specialty(), one.city());
    }
}
