package fr.dmp.document;

import fr.dmp.audit.Actor;
import fr.dmp.refusal.Refusal.Fault;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be told of a document. */
final class MetadataRules {

    private static final int LONGEST_TITLE = 200;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    /** The holder's own, and directives. */
    private static final Pattern OF_HOLDERS = Pattern.compile("DOCPAT0[1-9]|EXPPAT_[13]");

    /** The holder's own, and what the Assurance Maladie feeds. */
    private static final Pattern NOT_OF_PROFESSIONALS = Pattern.compile("DOCPAT.*|EXPPAT_.*|REMB");

    private MetadataRules() {}

    /** All that is wrong, the type's existence apart. */
    static List<Fault> faults(Metadata metadata, Actor.Kind author, LocalDate today) {
        List<Fault> faults = new ArrayList<>();
        title(metadata.title()).ifPresent(message -> faults.add(new Fault("/metadata/title", message)));
        if (!mayBe(metadata.type(), author)) {
            faults.add(new Fault("/metadata/type", "fault.document-type"));
        }
        actDate(metadata.actDate(), today).ifPresent(message -> faults.add(new Fault("/metadata/actDate", message)));
        faults.addAll(visibilityFaults("/metadata/visibility", metadata.hiddenFrom(), author));
        return faults;
    }

    private static Optional<String> title(@Nullable String title) {
        if (title == null || title.isBlank()) {
            return Optional.of("fault.required");
        }
        if (title.length() > LONGEST_TITLE) {
            return Optional.of("fault.too-long");
        }
        return Optional.of("fault.control-character")
                .filter(message -> CONTROL.matcher(title).find());
    }

    private static Optional<String> actDate(@Nullable LocalDate day, LocalDate today) {
        if (day == null) {
            return Optional.of("fault.required");
        }
        if (day.isAfter(today)) {
            return Optional.of("fault.day-to-come");
        }
        return Optional.of("fault.date").filter(message -> day.isBefore(FIRST_DAY));
    }

    static boolean mayBe(@Nullable String type, Actor.Kind author) {
        if (type == null) {
            return false;
        }
        return author == Actor.Kind.HOLDER
                ? OF_HOLDERS.matcher(type).matches()
                : !NOT_OF_PROFESSIONALS.matcher(type).matches();
    }

    /** Hidden from its holder and from professionals, a document would be nobody's. */
    static List<Fault> visibilityFaults(String pointer, Set<Visibility> from, Actor.Kind author) {
        if (from.contains(Visibility.INVISIBLE_PATIENT) && author == Actor.Kind.HOLDER) {
            return List.of(new Fault(pointer, "fault.visibility-holder"));
        }
        if (from.contains(Visibility.INVISIBLE_PATIENT) && from.contains(Visibility.MASQUE_PS)) {
            return List.of(new Fault(pointer, "fault.visibility-both"));
        }
        return List.of();
    }
}
