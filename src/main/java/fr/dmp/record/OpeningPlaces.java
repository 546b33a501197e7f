package fr.dmp.record;

import fr.dmp.audit.Actor;
import fr.dmp.engine.StaffOffices;
import fr.dmp.identity.Professional;
import fr.dmp.identity.Professionals;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Where a record was opened, in words for its holder. */
@Component
class OpeningPlaces {

    private final Professionals professionals;
    private final StaffOffices offices;
    private final MessageSource messages;

    OpeningPlaces(Professionals professionals, StaffOffices offices, MessageSource messages) {
        this.professionals = professionals;
        this.offices = offices;
        this.messages = messages;
    }

    /** {@code par Claire MARTIN, Pharmacie du Pont, LYON}; {@code au guichet de l’Assurance Maladie, Agence de Lyon}. */
    String of(Records.Summary record) {
        Actor opener = record.opener();
        return switch (opener.kind()) {
            case PROFESSIONAL ->
                professionals
                        .find(opener.id())
                        .map(found -> message("professional", found.name()) + place(found))
                        .orElseGet(() -> message("counter"));
            case STAFF ->
                offices.of(opener.id()).map(office -> message("office", office)).orElseGet(() -> message("counter"));
            default -> message("counter");
        };
    }

    private static String place(Professional professional) {
        return Stream.of(professional.organization(), professional.city())
                .filter(part -> part != null)
                .map(part -> ", " + part)
                .collect(Collectors.joining());
    }

    private String message(String key, Object... values) {
        return messages.getMessage("record.slip.opened." + key, values, Locale.FRENCH);
    }
}
