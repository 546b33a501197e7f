package fr.dmp.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredDirectory.Delivered;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SandboxTest
class RecordKeysTest {

    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);

    @Autowired
    private RecordKeys keys;

    @Autowired
    private HouseKeys house;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @Test
    void eachRecordHasItsOwn() {
        UUID one = created();
        UUID other = created();
        transaction.executeWithoutResult(status -> {
            try {
                byte[] sealed = keys.of(one).encrypt(CONTENT, new byte[0]);
                assertThat(keys.of(one).decrypt(sealed, new byte[0])).isEqualTo(CONTENT);
                assertThatThrownBy(() -> keys.of(other).decrypt(sealed, new byte[0]));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        });
    }

    /** A key that someone moved to another record doesn't unwrap there. */
    @Test
    void aKeyIsBoundToItsRecord() {
        UUID one = created();
        UUID other = created();
        jdbc.sql(
                        "update dmp.record_key set wrapped = (select wrapped from dmp.record_key where record = ?) where record = ?")
                .params(one, other)
                .update();
        assertThatThrownBy(() -> transaction.execute(status -> keys.of(other)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aDestroyedKeyIsGone() {
        UUID record = created();
        jdbc.sql("delete from dmp.record_key where record = ?").param(record).update();
        assertThatThrownBy(() -> transaction.execute(status -> keys.of(record)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatIsSealedOpensInItsContextOnly() {
        byte[] sealed = house.seal("notice/1", "secret");
        assertThat(house.open("notice/1", sealed)).isEqualTo("secret");
        assertThatThrownBy(() -> house.open("notice/2", sealed)).isInstanceOf(IllegalStateException.class);
        assertThat(house.digest("a", "value")).hasSize(32).isNotEqualTo(house.digest("b", "value"));
        assertThat(house.matches("a", "value", house.digest("a", "value"))).isTrue();
    }

    /** Whoever has all of the database's content finds no NIR in it. */
    @Test
    void noNumberIsReadableInTheDatabase() {
        Nir nir = Nir.of("255102445387701").orElseThrow();
        directory.takeIn(
                List.of(new Delivered(
                        new InsuredPerson(
                                UUID.randomUUID(),
                                nir,
                                "PLANTÉE",
                                "Nir",
                                LocalDate.of(1955, 10, 2),
                                "F",
                                "1",
                                "751",
                                "1",
                                new InsuredPerson.Address(null, null, null, null)),
                        Optional.empty(),
                        Optional.empty())),
                Instant.now());
        assertThat(found("PLANTÉE")).isNotEmpty();
        assertThat(found(nir.value())).isEmpty();
        assertThat(found(nir.value().substring(0, 13))).isEmpty();
    }

    private List<String> found(String sought) {
        JdbcClient superuser = Superuser.of(environment);
        List<Map<String, Object>> tables = superuser
                .sql("select schemaname, tablename from pg_tables where schemaname in ('dmp', 'engine', 'flyway')")
                .query()
                .listOfRows();
        return tables.stream()
                .map(table -> table.get("schemaname") + "." + table.get("tablename"))
                .filter(table -> superuser
                                .sql("select count(*) from " + table + " t where t::text like ? or t::text like ?")
                                .params("%" + sought + "%", "%" + hex(sought) + "%")
                                .query(Long.class)
                                .single()
                        > 0)
                .toList();
    }

    /** Bytes are printed so. */
    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private UUID created() {
        UUID record = UUID.randomUUID();
        transaction.executeWithoutResult(status -> keys.create(record));
        return record;
    }
}
