package fr.dmp.record.store;

import fr.dmp.record.KeptEmergencySettings;
import fr.dmp.record.Records.EmergencySettings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Objections with their dates: what isn't objected to is allowed. */
@Repository
class StoredEmergencySettings implements KeptEmergencySettings {

    private final JdbcClient jdbc;

    StoredEmergencySettings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(UUID record, EmergencySettings settings, Instant at) {
        jdbc.sql(
                        """
                        with wished (mode, allowed) as (values ('BRIS_DE_GLACE', :breakGlass), ('CENTRE_15', :regulation)),
                        ended as (
                            update dmp.emergency_objection o set ended_at = :at from wished w
                            where o.record = :record and o.ended_at is null and o.mode = w.mode and w.allowed)
                        insert into dmp.emergency_objection (record, mode, since)
                        select :record, mode, :at from wished where not allowed on conflict do nothing
                        """)
                .param("record", record)
                .param("breakGlass", settings.breakGlass())
                .param("regulation", settings.regulation())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
