package fr.dmp.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredProfessionals implements Professionals {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    private final JdbcClient jdbc;
    private final Clock clock;

    StoredProfessionals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
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
