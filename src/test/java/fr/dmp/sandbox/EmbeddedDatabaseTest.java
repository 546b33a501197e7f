package fr.dmp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

@SandboxTest
class EmbeddedDatabaseTest {

    @Autowired
    private Environment environment;

    @Value("${dmp.data}")
    private Path data;

    private JdbcClient superuser;

    @BeforeEach
    void asSuperuser() {
        superuser = Superuser.of(environment);
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, on",
        "full_page_writes, on",
        "synchronous_commit, on",
        "data_checksums, on",
        "listen_addresses, 127.0.0.1",
        "unix_socket_directories, ''",
        "password_encryption, scram-sha-256",
        "log_error_verbosity, terse",
        "server_encoding, UTF8"
    })
    void isSetUpToKeepWhatItIsGiven(String setting, String value) {
        assertThat(superuser
                        .sql("select current_setting(?)")
                        .param(setting)
                        .query(String.class)
                        .single())
                .isEqualTo(value);
    }

    @Test
    void everyLoginNeedsItsPassword() {
        assertThat(superuser
                        .sql("select distinct auth_method from pg_hba_file_rules")
                        .query(String.class)
                        .list())
                .containsExactly("scram-sha-256");
        assertThat(superuser
                        .sql(
                                "select rolname from pg_authid where rolcanlogin and rolpassword not like 'SCRAM-SHA-256%' or rolcanlogin and rolpassword is null")
                        .query(String.class)
                        .list())
                .isEmpty();
        for (String login : new String[] {"postgres", "dmp_app", "dmp_migrator"}) {
            assertThatThrownBy(() -> DriverManager.getConnection(
                            "jdbc:postgresql://127.0.0.1:" + Superuser.port(data) + "/dmp", login, "wrong"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "dmp_app", "dmp_migrator"})
    void passwordsAreForTheirOwnerAlone(String login) throws IOException {
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.resolve("keys/" + login + ".password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void statementsCanBeCounted() {
        superuser.sql("select 1 as counted_here").query(Integer.class).single();
        assertThat(superuser
                        .sql("select sum(calls) from pg_stat_statements where query like '%counted_here%'")
                        .query(Long.class)
                        .single())
                .isPositive();
    }

    @Test
    void aSecondProgramOnTheSameFilesIsToldSo() {
        assertThatThrownBy(() ->
                        PostgresServer.start(data.resolve("postgres"), 0, new PostgresAccounts(data.resolve("keys"))))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("déjà utilisées");
    }
}
