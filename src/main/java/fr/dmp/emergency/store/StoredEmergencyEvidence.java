package fr.dmp.emergency.store;

import fr.dmp.emergency.EmergencyEvidence;
import fr.dmp.emergency.Evidence;
import fr.dmp.emergency.FindingReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Counted by functions of the database, which let out counts alone. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
class StoredEmergencyEvidence implements EmergencyEvidence {

    private final JdbcClient jdbc;

    StoredEmergencyEvidence(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Count(String what, @Nullable String code, long things) {}

    @Override
    public Evidence of(UUID access, Instant at) {
        List<Count> counts = jdbc.sql("select what, code, things from dmp.emergency_evidence(?, ?)")
                .params(access, at.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Count(row.getString("what"), row.getString("code"), row.getLong("things")))
                .list();
        Map<String, Long> documents = new TreeMap<>();
        counts.stream()
                .filter(count -> count.what().equals("DOCUMENTS"))
                .forEach(count -> documents.put(String.valueOf(count.code()), count.things()));
        return new Evidence(
                documents,
                sum(counts, "LIST_DOCUMENTS"),
                sum(counts, "READ_CARE_HISTORY"),
                sum(counts, "READ_ENTRIES"),
                sum(counts, "OPENED"),
                sum(counts, "UNJUSTIFIED"),
                sum(counts, "DEPOSITS"),
                sum(counts, "CARE_LINES"));
    }

    private static long sum(List<Count> counts, String what) {
        return counts.stream()
                .filter(count -> count.what().equals(what))
                .mapToLong(Count::things)
                .sum();
    }

    @Override
    public List<FindingReason> findings(UUID record, UUID access) {
        return jdbc
                .sql("select reason from dmp.emergency_finding where record = ? and access = ?")
                .params(record, access)
                .query(String.class)
                .list()
                .stream()
                .map(FindingReason::valueOf)
                .sorted()
                .toList();
    }

    @Override
    public List<Month> months(YearMonth first, YearMonth last) {
        return jdbc.sql("select * from dmp.emergency_months(?, ?)")
                .params(first.atDay(1), last.atDay(1))
                .query((row, n) -> new Month(
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getLong("opened"),
                        row.getLong("in_time"),
                        row.getLong("late"),
                        row.getLong("pending"),
                        row.getLong("unjustified"),
                        row.getLong("contested")))
                .list();
    }
}
