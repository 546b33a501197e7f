package fr.dmp.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class StoredProfessionals implements Professionals {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Clock clock;

    StoredProfessionals(JdbcClient jdbc, JdbcTemplate batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    @Override
    public Optional<Professional> find(String rpps) {
        return jdbc.sql("select * from dmp.professional where rpps = ?")
                .param(rpps)
                .query((row, n) -> professional(row))
                .optional();
    }

    @Override
    public Optional<Professional> treating(UUID person) {
        return jdbc.sql(
                        """
                        select p.* from dmp.treating_physician t join dmp.professional p using (rpps)
                        where t.person = ? and t.until is null
                        """)
                .param(person)
                .query((row, n) -> professional(row))
                .optional();
    }

    @Override
    @Transactional
    public void register(List<Registration> registrations) {
        batches.batchUpdate(
                """
                insert into dmp.professional (rpps, family_name, given_name, profession, specialty, organization, city,
                    regulation, struck_off)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (rpps) do update set family_name = excluded.family_name, given_name = excluded.given_name,
                    profession = excluded.profession, specialty = excluded.specialty,
                    organization = excluded.organization, city = excluded.city, regulation = excluded.regulation,
                    struck_off = excluded.struck_off
                """,
                registrations,
                500,
                (statement, registration) -> {
                    Professional professional = registration.professional();
                    statement.setString(1, professional.rpps());
                    statement.setString(2, professional.familyName());
                    statement.setString(3, professional.givenName());
                    statement.setString(4, professional.profession());
                    statement.setObject(5, professional.specialty(), Types.VARCHAR);
                    statement.setObject(6, professional.organization(), Types.VARCHAR);
                    statement.setObject(7, professional.city(), Types.VARCHAR);
                    statement.setBoolean(8, professional.regulation());
                    statement.setObject(9, registration.struckOff().orElse(null), Types.DATE);
                });
    }

    /** The declaration in force ends the day the new one begins; the same one again changes nothing. */
    @Override
    @Transactional
    public void declareTreating(UUID person, String rpps, LocalDate since) {
        jdbc.sql(
                        """
                        update dmp.treating_physician set until = ? where person = ? and until is null
                        and (rpps, since) <> (?, ?)
                        """)
                .params(since, person, rpps, since)
                .update();
        jdbc.sql(
                        """
                        insert into dmp.treating_physician (person, rpps, since) values (?, ?, ?)
                        on conflict (person, since) do update set rpps = excluded.rpps, until = null
                        """)
                .params(person, rpps, since)
                .update();
    }

    private Professional professional(ResultSet row) throws SQLException {
        LocalDate struckOff = row.getObject("struck_off", LocalDate.class);
        return new Professional(
                row.getString("rpps"),
                row.getString("family_name"),
                row.getString("given_name"),
                row.getString("profession"),
                row.getString("specialty"),
                row.getString("organization"),
                row.getString("city"),
                row.getBoolean("regulation"),
                struckOff != null && !struckOff.isAfter(LocalDate.ofInstant(clock.instant(), PARIS)));
    }
}
