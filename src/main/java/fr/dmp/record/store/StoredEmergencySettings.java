package fr.dmp.record.store;

import fr.dmp.record.EmergencyChoices;
import fr.dmp.record.KeptEmergencySettings;
import fr.dmp.record.Records.EmergencySettings;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Objections and choices with their dates: what isn't objected to is allowed, and what isn't chosen isn't done. */
@Repository
class StoredEmergencySettings implements KeptEmergencySettings {

    private final JdbcClient jdbc;

    StoredEmergencySettings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public EmergencyChoices of(UUID record) {
        return jdbc.sql(
                        """
                        select not exists (select from dmp.emergency_objection
                                where record = :record and mode = 'BRIS_DE_GLACE' and ended_at is null) as break_glass,
                            not exists (select from dmp.emergency_objection
                                where record = :record and mode = 'CENTRE_15' and ended_at is null) as regulation,
                            exists (select from dmp.emergency_choice
                                where record = :record and choice = 'TELL_CONTACTS' and ended_at is null) as tell_contacts,
                            exists (select from dmp.emergency_choice
                                where record = :record and choice = 'WATCHED' and ended_at is null) as watched
                        """)
                .param("record", record)
                .query((row, n) -> new EmergencyChoices(
                        row.getBoolean("break_glass"),
                        row.getBoolean("regulation"),
                        row.getBoolean("tell_contacts"),
                        row.getBoolean("watched")))
                .single();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void keep(UUID record, EmergencyChoices choices, Instant at) {
        allow(record, new EmergencySettings(choices.breakGlass(), choices.regulation()), at);
        jdbc.sql(
                        """
                        with wished (choice, chosen) as (values ('TELL_CONTACTS', :tellContacts), ('WATCHED', :watched)),
                        ended as (
                            update dmp.emergency_choice c set ended_at = :at from wished w
                            where c.record = :record and c.ended_at is null and c.choice = w.choice and not w.chosen)
                        insert into dmp.emergency_choice (record, choice, since)
                        select :record, choice, :at from wished where chosen on conflict do nothing
                        """)
                .param("record", record)
                .param("tellContacts", choices.tellContacts())
                .param("watched", choices.watched())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** What is allowed from that moment on. */
    @Transactional(propagation = Propagation.MANDATORY)
    void allow(UUID record, EmergencySettings settings, Instant at) {
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
