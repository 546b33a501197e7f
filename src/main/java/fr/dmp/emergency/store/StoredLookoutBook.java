package fr.dmp.emergency.store;

import fr.dmp.emergency.FindingReason;
import fr.dmp.emergency.LookoutBook;
import fr.dmp.emergency.Tally;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Found by a function of the database, which lets out ids and reasons alone. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class StoredLookoutBook implements LookoutBook {

    private final JdbcClient jdbc;

    StoredLookoutBook(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The directory knows no kind of place; what somebody is specialized in tells about as much. */
    @Override
    public List<Tally> tallies(Instant from, Instant to) {
        return jdbc.sql(
                        """
                        select a.professional, p.profession, p.specialty, count(*)::int as accesses
                        from dmp.emergency_access a join dmp.professional p on p.rpps = a.professional
                        where a.since > ? and a.since <= ? group by a.professional, p.profession, p.specialty
                        """)
                .params(utc(from), utc(to))
                .query((row, n) -> new Tally(
                        row.getString("professional"),
                        row.getString("profession"),
                        row.getString("specialty"),
                        row.getInt("accesses")))
                .list();
    }

    @Override
    public List<Mark> due(Collection<String> outOfLine, Instant counted, Instant recent, Instant now, int most) {
        return jdbc.sql("select record, access, reason from dmp.emergency_standing_out(?, ?, ?, ?, ?)")
                .params(outOfLine.toArray(String[]::new), utc(counted), utc(recent), utc(now), most)
                .query((row, n) -> new Mark(
                        row.getObject("record", UUID.class),
                        row.getObject("access", UUID.class),
                        FindingReason.valueOf(row.getString("reason"))))
                .list();
    }

    @Override
    public void mark(Mark mark, Instant at) {
        jdbc.sql("insert into dmp.emergency_finding (record, access, reason, found_at) values (?, ?, ?, ?)")
                .params(mark.record(), mark.access(), mark.reason().name(), utc(at))
                .update();
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
