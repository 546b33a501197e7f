package fr.dmp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.DmpApplication;
import fr.dmp.gate.Raw;
import fr.dmp.vault.KeysFolder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** The production profile, started for real on a PostgreSQL that was prepared by the roles' script alone. */
@Tag("java-of-its-own")
@ExtendWith(OutputCaptureExtension.class)
class ProductionStartTest {

    private static final Path DATA = Path.of("target/production-test").toAbsolutePath();
    private static final String RANDOM = "vB3-uW8_kQ5xLm2d";

    private final PostgresAccounts accounts = new PostgresAccounts(DATA.resolve("accounts"));

    @BeforeEach
    void fresh() throws Exception {
        FileSystemUtils.deleteRecursively(DATA.resolve("postgres/17"));
        FileSystemUtils.deleteRecursively(DATA.resolve("keys"));
    }

    @Test
    void saysAllThatIsMissing(CapturedOutput output) {
        assertThatThrownBy(() -> start("--server.port=0"));
        assertThat(output)
                .contains("ne démarre pas en production")
                .contains("DMP_DATABASE_URL")
                .contains("DMP_MIGRATION_PASSWORD")
                .contains("DMP_PUBLIC_ADDRESS")
                .contains("DMP_PROXY")
                .contains("DMP_KEYS_FOLDER")
                .contains("DMP_ADMINISTRATOR")
                .contains("DMP_MAIL_HOST")
                .contains("DMP_PROFESSIONALS_ISSUER");
    }

    @Test
    void startsWithAllThatItNeeds() throws Exception {
        KeysFolder.create(DATA.resolve("keys"));
        try (PostgresServer server = PostgresServer.start(DATA.resolve("postgres"), 0, accounts)) {
            EmbeddedDatabase.prepare(server.port(), accounts);
            try (ConfigurableApplicationContext program = start(
                    "--DMP_DATABASE_URL=jdbc:postgresql://127.0.0.1:" + server.port() + "/dmp?currentSchema=engine,dmp",
                    "--DMP_DATABASE_PASSWORD=" + accounts.password("dmp_app"),
                    "--DMP_MIGRATION_PASSWORD=" + accounts.password("dmp_migrator"),
                    "--DMP_DATA=" + DATA,
                    "--DMP_KEYS_FOLDER=" + DATA.resolve("keys"),
                    "--DMP_PUBLIC_ADDRESS=https://dmp.hopital.invalid",
                    "--DMP_PROXY=127\\.0\\.0\\.1",
                    "--DMP_ADMINISTRATOR=adminDmp",
                    "--DMP_ADMINISTRATOR_PASSWORD=" + RANDOM,
                    "--DMP_MAIL_HOST=smtp.hopital.invalid",
                    "--DMP_MAIL_FROM=DMP <dmp@hopital.invalid>",
                    "--DMP_PROFESSIONALS_ISSUER=https://professionnels.invalid/realm",
                    "--DMP_PROFESSIONALS_KEYS=https://professionnels.invalid/realm/keys",
                    "--DMP_PROFESSIONALS_AUDIENCE=dmp",
                    "--DMP_PROFESSIONALS_AUTHORIZATION=https://professionnels.invalid/realm/auth",
                    "--DMP_PROFESSIONALS_TOKENS=https://professionnels.invalid/realm/token",
                    "--DMP_PROFESSIONALS_USERINFO=https://professionnels.invalid/realm/userinfo",
                    "--DMP_PROFESSIONALS_LOGOUT=https://professionnels.invalid/realm/logout",
                    "--DMP_PROFESSIONALS_CLIENT=dmp",
                    "--DMP_PROFESSIONALS_SECRET=" + RANDOM,
                    "--DMP_PORT=0",
                    "--DMP_STAFF_PORT=0",
                    "--DMP_MANAGEMENT_PORT=0")) {
                assertThat(Arrays.stream(program.getBeanDefinitionNames())
                                .map(name -> program.getType(name, false))
                                .filter(type -> type != null && type.getName().startsWith("fr.dmp.sandbox")))
                        .isEmpty();
                JdbcClient jdbc = program.getBean(JdbcClient.class);
                assertThat(jdbc.sql("select current_user").query(String.class).single())
                        .isEqualTo("dmp_app");
                assertThat(jdbc.sql("select count(*) from information_schema.tables where table_name like 'sandbox%'")
                                .query(Long.class)
                                .single())
                        .isZero();
                theProxyAloneSaysWhoAsks(program, jdbc);
            }
        }
    }

    /** Behind the proxy each client counts for itself; whoever comes another way counts by their own address. */
    private static void theProxyAloneSaysWhoAsks(ConfigurableApplicationContext program, JdbcClient jdbc)
            throws Exception {
        int port = program.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        for (String peer : new String[] {"127.0.0.1", "127.0.0.2"}) {
            for (String client : new String[] {"203.0.113.7", "198.51.100.9"}) {
                assertThat(Raw.status(signIn(peer, port, client))).isEqualTo(200);
            }
        }
        List<String> clients = jdbc.sql("select encode(client, 'hex') from dmp.sign_in_challenge order by id")
                .query(String.class)
                .list();
        assertThat(clients).hasSize(4);
        assertThat(clients.get(0)).isNotEqualTo(clients.get(1));
        assertThat(clients.get(2)).isEqualTo(clients.get(3)).isNotIn(clients.get(0), clients.get(1));
    }

    private static String signIn(String peer, int port, String client) throws Exception {
        return Raw.send(
                peer,
                port,
                "POST",
                "/api/sign-in",
                Map.of("X-Forwarded-For", client, "Content-Type", "application/json"),
                "{\"identifier\":\"1234567890\",\"password\":\"une phrase que je retiens\"}");
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return new SpringApplicationBuilder(DmpApplication.class)
                .profiles("production")
                .run(arguments);
    }
}
