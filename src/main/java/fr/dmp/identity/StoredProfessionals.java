package fr.dmp.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
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

    @Override
    @Transactional
    public int takeIn(List<Listed> lines, UUID delivery, Instant told) {
        if (lines.isEmpty()) {
            return 0;
        }
        Map<String, Listed> once = new TreeMap<>();
        lines.forEach(line -> once.merge(line.rpps(), line, (kept, next) -> kept.placed() ? kept : next));
        OffsetDateTime toldAt = told.atOffset(ZoneOffset.UTC);
        List<Listed> kept = List.copyOf(once.values());
        jdbc.sql(
                        """
                        insert into dmp.professional as p (rpps, family_name, given_name, profession, specialty,
                            organization, postcode, commune, city, told_at, told_by)
                        select line.*, ?, ? from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as line
                        on conflict (rpps) do update set family_name = excluded.family_name,
                            given_name = excluded.given_name, profession = excluded.profession,
                            specialty = excluded.specialty, organization = excluded.organization,
                            postcode = excluded.postcode, commune = excluded.commune, city = excluded.city,
                            told_at = excluded.told_at, told_by = excluded.told_by
                        where p.told_at <= excluded.told_at
                            and (p.told_by is distinct from excluded.told_by or p.organization is null and p.city is null)
                        """)
                .params(toldAt, delivery)
                .param(texts(kept, Listed::rpps))
                .param(texts(kept, Listed::familyName))
                .param(texts(kept, Listed::givenName))
                .param(texts(kept, Listed::profession))
                .param(texts(kept, Listed::specialty))
                .param(texts(kept, Listed::organization))
                .param(texts(kept, Listed::postcode))
                .param(texts(kept, Listed::commune))
                .param(texts(kept, Listed::city))
                .update();
        return jdbc.sql(
                        """
                        select count(*) from unnest(?) as line (rpps)
                        join dmp.professional p on p.rpps = line.rpps and p.told_at > ?
                        """)
                .param(texts(lines, Listed::rpps))
                .param(toldAt)
                .query(Integer.class)
                .single();
    }

    private static String[] texts(List<Listed> lines, Function<Listed, @Nullable String> field) {
        return lines.stream().map(field).toArray(String[]::new);
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
