package fr.dmp.production;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.vault.KeysFolder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Each thing that is missing, or doesn't belong in production, is told in one sentence that names what to set. */
class ProductionSettingsTest {

    private static final String RANDOM = "vB3-uW8_kQ5xLm2d";

    @TempDir
    private Path folder;

    private final Map<String, Object> settings = new HashMap<>();

    @BeforeEach
    void right() throws Exception {
        KeysFolder.create(folder.resolve("keys"));
        settings.putAll(Map.of(
                "spring.datasource.url", "jdbc:postgresql://db:5432/dmp",
                "spring.datasource.username", "dmp_app",
                "spring.datasource.password", RANDOM,
                "spring.flyway.user", "dmp_migrator",
                "spring.flyway.password", RANDOM,
                "spring.mail.host", "smtp.hopital.fr",
                "dmp.notice.mail.from", "DMP <dmp@hopital.fr>",
                "dmp.keys.folder", folder.resolve("keys").toString(),
                "dmp.staff.accounts[0].login", "adminDmp",
                "dmp.staff.accounts[0].password", RANDOM));
        settings.putAll(Map.of(
                "dmp.public-address", "https://dmp.hopital.fr",
                "server.tomcat.remoteip.internal-proxies", "10\\.0\\.0\\.5",
                "dmp.signin.professionals.issuer", "https://auth.esante.fr/realm",
                "dmp.signin.professionals.keys-uri", "https://auth.esante.fr/realm/keys",
                "dmp.signin.professionals.audience", "dmp"));
        settings.putAll(Map.of(
                "dmp.signin.professionals.authorization-uri", "https://wallet.esante.fr/auth",
                "dmp.signin.professionals.token-uri", "https://auth.esante.fr/realm/token",
                "dmp.signin.professionals.userinfo-uri", "https://auth.esante.fr/realm/userinfo",
                "dmp.signin.professionals.logout-uri", "https://auth.esante.fr/realm/logout",
                "dmp.signin.professionals.client-id", "dmp",
                "dmp.signin.professionals.client-secret", RANDOM));
    }

    @Test
    void startsWithAllThatItNeeds() {
        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spring.datasource.url | '' | DMP_DATABASE_URL",
                "spring.datasource.url | jdbc:h2:mem:x | DMP_DATABASE_URL",
                "spring.datasource.password | '' | DMP_DATABASE_PASSWORD",
                "spring.datasource.password | postgres | DMP_DATABASE_PASSWORD",
                "spring.datasource.username | postgres | DMP_DATABASE_USER",
                "spring.datasource.username | dmp_migrator | DMP_DATABASE_USER",
                "spring.flyway.password | '' | DMP_MIGRATION_PASSWORD",
                "dmp.keys.folder | '' | DMP_KEYS_FOLDER",
                "dmp.keys.folder | /nowhere | create-keys",
                "dmp.public-address | '' | DMP_PUBLIC_ADDRESS",
                "dmp.public-address | http://dmp.hopital.fr | DMP_PUBLIC_ADDRESS",
                "dmp.public-address | https://localhost:8080 | DMP_PUBLIC_ADDRESS",
                "dmp.public-address | https://dmp.hopital.fr/?x=<b> | DMP_PUBLIC_ADDRESS",
                "server.tomcat.remoteip.internal-proxies | '' | DMP_PROXY",
                "server.tomcat.remoteip.internal-proxies | '.*' | DMP_PROXY",
                "server.tomcat.remoteip.internal-proxies | '10.0.0.(' | DMP_PROXY",
                "dmp.keys.create | true | dmp.keys.create",
                "dmp.staff.accounts[0].login | '' | DMP_ADMINISTRATOR",
                "dmp.staff.accounts[0].login | admin.dmp | DMP_ADMINISTRATOR",
                "dmp.staff.accounts[0].password | '' | DMP_ADMINISTRATOR_PASSWORD",
                "dmp.staff.accounts[0].password | bac-a-sable | DMP_ADMINISTRATOR_PASSWORD",
                "spring.mail.host | '' | DMP_MAIL_HOST",
                "dmp.notice.mail.from | DMP <x@dmp.example> | DMP_MAIL_FROM",
                "dmp.notice.sms.sid | AC1 | DMP_SMS_TOKEN",
                "dmp.notice.sms.token | 5a0db0000000000000000000000000d3 | bac à sable",
                "dmp.signin.professionals.issuer | '' | DMP_PROFESSIONALS_ISSUER",
                "dmp.signin.professionals.issuer | http://localhost:8080/sandbox/issuer | DMP_PROFESSIONALS_ISSUER",
                "dmp.signin.professionals.issuer | https://localhost/realm | DMP_PROFESSIONALS_ISSUER",
                "dmp.signin.professionals.keys-uri | http://auth.esante.fr/keys | DMP_PROFESSIONALS_KEYS",
                "dmp.signin.professionals.audience | '' | DMP_PROFESSIONALS_AUDIENCE",
                "dmp.signin.professionals.authorization-uri | '' | DMP_PROFESSIONALS_AUTHORIZATION",
                "dmp.signin.professionals.token-uri | http://auth.esante.fr/realm/token | DMP_PROFESSIONALS_TOKENS",
                "dmp.signin.professionals.userinfo-uri | https://localhost/userinfo | DMP_PROFESSIONALS_USERINFO",
                "dmp.signin.professionals.logout-uri | http://auth.esante.fr/logout | DMP_PROFESSIONALS_LOGOUT",
                "dmp.signin.professionals.client-id | '' | DMP_PROFESSIONALS_CLIENT",
                "dmp.signin.professionals.client-secret | '' | DMP_PROFESSIONALS_SECRET",
                "dmp.signin.professionals.client-secret | bac-a-sable | DMP_PROFESSIONALS_SECRET",
                "dmp.sandbox.postgres.port | 5433 | dmp.sandbox.*",
                "spring.profiles.active | production,sandbox | SPRING_PROFILES_ACTIVE"
            })
    void tellsWhatIsWrong(String property, String value, String named) {
        settings.put(property, value);
        assertThat(problems()).isNotEmpty().anySatisfy(problem -> assertThat(problem)
                .contains(named));
    }

    @ParameterizedTest
    @CsvSource({
        "dmp.notice.sms.base, http://127.0.0.1:8090, DMP_SMS_GATEWAY",
        "dmp.notice.sms.base, https://localhost:8090, DMP_SMS_GATEWAY",
        "dmp.notice.sms.callback, '', DMP_SMS_CALLBACK"
    })
    void theSmsGatewayIsNoneOfThisMachine(String property, String value, String named) {
        settings.putAll(Map.of(
                "dmp.notice.sms.sid", "AC1",
                "dmp.notice.sms.token", "secret",
                "dmp.notice.sms.base", "https://api.twilio.com",
                "dmp.notice.sms.callback", "https://dmp.hopital.fr/callbacks/sms"));
        assertThat(problems()).isEmpty();
        settings.put(property, value);
        assertThat(problems()).singleElement().asString().contains(named);
    }

    private List<String> problems() {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
        return new ProductionSettings(environment).problems();
    }
}
