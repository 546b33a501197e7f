package fr.dmp.emergency;

import fr.dmp.identity.Professional;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a professional works, as the directory has it: {@code Hôpital Lariboisière, PARIS}. */
final class EmergencyPlace {

    private EmergencyPlace() {}

    /** Absent where the directory has none. */
    static @Nullable String of(Professional professional) {
        String place = Stream.of(professional.organization(), professional.city())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        return place.isEmpty() ? null : place;
    }
}
