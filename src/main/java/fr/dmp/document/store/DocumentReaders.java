package fr.dmp.document.store;

import fr.dmp.document.OwnDocuments.Reader;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Who can read a document: the decision, asked for everyone who has or had to do with its record. */
@Repository
@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
public class DocumentReaders {

    /** Whether a document is taken for what it is, or for masked. */
    public enum Masked {
        AS_IT_IS,
        IF_IT_WERE
    }

    private static final String READERS =
            """
            with document as (
                select d.*, exists (select from dmp.document_mark m where m.record = d.record and m.series = d.series
                    and m.mark = 'MASQUE_PS' and m.ended_at is null) as masked
                from dmp.document d where d.record = :record and d.id = :document),
            concerned as (
                select professional from dmp.access_authorization where record = :record
                union select professional from dmp.access_block where record = :record and ended_at is null
                union select professional from dmp.emergency_access where record = :record and ended_at is null
                union select t.rpps from dmp.record r join dmp.treating_physician t on t.person = r.person
                    where r.id = :record and t.since <= (:at at time zone 'Europe/Paris')::date
                        and (t.until is null or t.until > (:at at time zone 'Europe/Paris')::date)
                union select author from document where author_kind = 'PROFESSIONAL')
            select c.professional, coalesce(p.given_name || ' ' || p.family_name, '') as name,
                coalesce(p.profession, '') as profession, rule, dmp.access_allowed(rule) as allowed
            from document d
            cross join concerned c
            left join dmp.professional p on p.rpps = c.professional
            cross join lateral dmp.access_facts(:record, 'PROFESSIONAL', c.professional, :at, 'ANY') as f
            cross join lateral (select dmp.access_rule(f.status, f.holder, f.declared, f.treating, f.blocked, f.authorized,
                f.hidden or d.masked or :masked, d.author_kind = 'PROFESSIONAL' and d.author = c.professional, false,
                dmp.readable(f.reads, f.but, d.type), false, false, f.emergency) as rule) as decided
            order by allowed desc, f.declared desc, p.family_name, p.given_name, c.professional
            """;

    private final JdbcClient jdbc;

    DocumentReaders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those who can read it first, among them the treating physician. */
    public List<Reader> of(UUID record, UUID document, Masked masked, Instant at) {
        return jdbc.sql(READERS)
                .param("record", record)
                .param("document", document)
                .param("masked", masked == Masked.IF_IT_WERE)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Reader(
                        row.getString("professional"),
                        row.getString("name"),
                        row.getString("profession"),
                        row.getBoolean("allowed"),
                        row.getString("rule")))
                .list();
    }
}
