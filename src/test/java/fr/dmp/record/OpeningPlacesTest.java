package fr.dmp.record;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.audit.Actor;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The slip says where the record was opened. */
@SandboxTest
class OpeningPlacesTest {

    @Autowired
    private OpeningPlaces places;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        STAFF        | gestionnaire | au guichet de l’Assurance Maladie, Agence de Lyon Part-Dieu
        STAFF        | agent3646    | au guichet de l’Assurance Maladie
        PROFESSIONAL | 10100210011  | par Isabelle FABRE, Pharmacie des Lilas, PARIS
        PROFESSIONAL | 99999999999  | au guichet de l’Assurance Maladie
        """)
    void areInWords(Actor.Kind kind, String id, String words) {
        Records.Summary record = new Records.Summary(
                UUID.randomUUID(),
                UUID.randomUUID(),
                RecordStatus.ACTIVE,
                Instant.parse("2026-11-23T09:05:00Z"),
                kind.name(),
                new Actor(kind, id, null),
                new Records.EmergencySettings(true, false));
        assertThat(places.of(record)).isEqualTo(words);
    }
}
