package fr.dmp.claims.store;

import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Account.Fate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The manifest's tables: the account of each, and by what it is known again in another ZIP. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class DeliveryTables {

    private final JdbcClient jdbc;

    DeliveryTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A table that was taken in.
     *
     * @param sha256 of its content, unpacked
     */
    public record Table(String name, long size, long crc, byte[] sha256, Account account) {}

    public void write(UUID delivery, Table table) {
        jdbc.sql(
                        """
                        insert into dmp.delivery_table (delivery, name, size, crc, sha256, received, received_cents, kept,
                            kept_cents, duplicate, duplicate_cents, reversed, reversed_cents, no_record,
                            no_record_cents, refused, refused_cents)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(delivery, table.name(), table.size(), table.crc(), table.sha256())
                .params(table.account().figures())
                .update();
    }

    /** Moves lines of tables from refused to what became of them when they were taken in again. */
    public void move(UUID delivery, Map<String, Account> moved) {
        List<String> names = List.copyOf(moved.keySet());
        jdbc.sql(
                        """
                        update dmp.delivery_table t set kept = t.kept + m.kept, kept_cents = t.kept_cents + m.kept_cents,
                            duplicate = t.duplicate + m.duplicate, duplicate_cents = t.duplicate_cents + m.duplicate_cents,
                            reversed = t.reversed + m.reversed, reversed_cents = t.reversed_cents + m.reversed_cents,
                            no_record = t.no_record + m.no_record, no_record_cents = t.no_record_cents + m.no_record_cents,
                            refused = t.refused - m.kept - m.duplicate - m.reversed - m.no_record,
                            refused_cents = t.refused_cents - m.kept_cents - m.duplicate_cents - m.reversed_cents
                                - m.no_record_cents
                        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as m (name, kept, kept_cents, duplicate, duplicate_cents,
                            reversed, reversed_cents, no_record, no_record_cents)
                        where t.delivery = ? and t.name = m.name
                        """)
                .param(names.toArray(String[]::new))
                .params(Stream.of(Fate.KEPT, Fate.DUPLICATE, Fate.REVERSED, Fate.NO_RECORD)
                        .flatMap(fate -> Stream.<Object>of(
                                figures(names, moved, fate, Account.Sum::lines),
                                figures(names, moved, fate, Account.Sum::cents)))
                        .toList())
                .param(delivery)
                .update();
        jdbc.sql(
                        """
                        update dmp.delivery d set kept = t.kept, kept_cents = t.kept_cents, duplicate = t.duplicate,
                            duplicate_cents = t.duplicate_cents, reversed = t.reversed, reversed_cents = t.reversed_cents,
                            no_record = t.no_record, no_record_cents = t.no_record_cents, refused = t.refused,
                            refused_cents = t.refused_cents
                        from (select sum(kept) as kept, sum(kept_cents) as kept_cents, sum(duplicate) as duplicate,
                                sum(duplicate_cents) as duplicate_cents, sum(reversed) as reversed,
                                sum(reversed_cents) as reversed_cents, sum(no_record) as no_record,
                                sum(no_record_cents) as no_record_cents, sum(refused) as refused,
                                sum(refused_cents) as refused_cents
                            from dmp.delivery_table where delivery = ?) as t
                        where d.id = ?
                        """)
                .params(delivery, delivery)
                .update();
    }

    private static Long[] figures(
            List<String> names, Map<String, Account> moved, Fate fate, Function<Account.Sum, Long> figure) {
        return names.stream()
                .map(name -> figure.apply(moved.get(name).of(fate)))
                .toArray(Long[]::new);
    }

    /** The delivery that took in just these tables, by their sizes and checksums; their digests tell whether it did. */
    public Optional<UUID> like(List<String> names, List<Long> sizes, List<Long> crcs) {
        return jdbc.sql(
                        """
                        select delivery.id from dmp.delivery join dmp.delivery_table t on t.delivery = delivery.id
                        left join unnest(?, ?, ?) as asked (name, size, crc)
                            on asked.name = t.name and asked.size = t.size and asked.crc = t.crc
                        where delivery.state = 'TAKEN' and not delivery.asked_again
                            and (delivery.no_record = 0 or delivery.kept + delivery.duplicate + delivery.reversed > 0)
                            and delivery.id in (select delivery from dmp.delivery_table where crc = any (?))
                        group by delivery.id having count(*) = ? and count(asked.name) = ?
                        order by delivery.id desc limit 1
                        """)
                .params(
                        names.toArray(String[]::new),
                        sizes.toArray(Long[]::new),
                        crcs.toArray(Long[]::new),
                        crcs.toArray(Long[]::new),
                        names.size(),
                        names.size())
                .query(UUID.class)
                .optional();
    }

    public List<Table> of(UUID delivery) {
        return jdbc.sql("select * from dmp.delivery_table where delivery = ? order by name")
                .param(delivery)
                .query((row, n) -> new Table(
                        row.getString("name"),
                        row.getLong("size"),
                        row.getLong("crc"),
                        row.getBytes("sha256"),
                        account(row)))
                .list();
    }

    private static Account account(ResultSet row) throws SQLException {
        Account account = new Account();
        account.receive(row.getLong("received"), row.getLong("received_cents"));
        for (Fate fate : Fate.values()) {
            String column = fate.name().toLowerCase(Locale.ROOT);
            account.settle(fate, row.getLong(column), row.getLong(column + "_cents"));
        }
        return account;
    }
}
