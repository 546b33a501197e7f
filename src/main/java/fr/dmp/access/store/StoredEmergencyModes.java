package fr.dmp.access.store;

import fr.dmp.access.EmergencyModes;
import fr.dmp.audit.AccessMode;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.ProfessionalSession;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredEmergencyModes implements EmergencyModes {

    private final JdbcClient jdbc;
    private final Clock clock;

    StoredEmergencyModes(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public AccessMode of(ProfessionalSession professional, UUID record, @Nullable String access) {
        if (access == null) {
            return AccessMode.NORMAL;
        }
        UUID id = Ids.of(access);
        return all(professional, record).stream()
                .filter(open -> open.id().equals(id))
                .findFirst()
                .map(Open::mode)
                .orElseThrow(() -> Refusal.denied("access-denied", "EMERGENCY_ENDED"));
    }

    @Override
    public Optional<Open> open(ProfessionalSession professional, UUID record) {
        return all(professional, record).stream().findFirst();
    }

    private List<Open> all(ProfessionalSession professional, UUID record) {
        return jdbc.sql(
                        """
                        select id, mode, until from dmp.emergency_access
                        where record = :record and professional = :professional and ended_at is null
                            and since <= :at and until > :at
                            and not exists (select from dmp.emergency_objection o
                                where o.record = emergency_access.record and o.mode = emergency_access.mode
                                    and o.since <= :at and (o.ended_at is null or o.ended_at > :at))
                        order by until desc, id
                        """)
                .param("record", record)
                .param("professional", professional.professional().rpps())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Open(
                        row.getObject("id", UUID.class),
                        AccessMode.valueOf(row.getString("mode")),
                        row.getObject("until", OffsetDateTime.class).toInstant()))
                .list();
    }
}
