package fr.dmp.claims.store;

import fr.dmp.claims.delivery.Account;
import fr.dmp.claims.delivery.Account.Fate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
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

    /** The delivery that took in just these tables, by their sizes and checksums; their digests tell whether it did. */
    public Optional<UUID> like(List<String> names, List<Long> sizes, List<Long> crcs) {
        return jdbc.sql(
                        """
                        select delivery.id from dmp.delivery join dmp.delivery_table t on t.delivery = delivery.id
                        left join unnest(?, ?, ?) as asked (name, size, crc)
                            on asked.name = t.name and asked.size = t.size and asked.crc = t.crc
                        where delivery.state = 'TAKEN'
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
