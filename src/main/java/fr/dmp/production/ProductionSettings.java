package fr.dmp.production;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Profiles;

/** The settings of a production start, and what is wrong with them. */
final class ProductionSettings {

    private static final Pattern THIS_MACHINE =
            Pattern.compile("^[a-z]+://(localhost|127\\.[0-9.]+|\\[::1])([:/].*)?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern SITE = Pattern.compile("https://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~/-]*)?");
    private static final List<String> KEYS = List.of("master.json", "house.json", "digest.hex", "trace.key");
    private static final int SHORTEST_PASSWORD = 12;
    /** The sandbox's own, and what people leave in place. */
    private static final Set<String> KNOWN_PASSWORDS = Set.of(
            "bac-a-sable",
            "changeme",
            "change-me",
            "changez-moi",
            "password",
            "motdepasse",
            "postgres",
            "admin",
            "demo");

    private static final String SANDBOX_SMS = "5a0db0000000000000000000000000d3";

    private final ConfigurableEnvironment environment;
    private final List<String> problems = new ArrayList<>();

    ProductionSettings(ConfigurableEnvironment environment) {
        this.environment = environment;
    }

    /** One French sentence for each thing that is missing or doesn't belong here; none where all is well. */
    List<String> problems() {
        problems.clear();
        sandbox();
        database();
        publicAddress();
        proxy();
        keys();
        administrator();
        mail();
        sms();
        issuer();
        return List.copyOf(problems);
    }

    private void sandbox() {
        require(
                !environment.acceptsProfiles(Profiles.of("sandbox")),
                "Le profil « sandbox » est actif : ne gardez que SPRING_PROFILES_ACTIVE=production.");
        require(
                !anySandboxProperty(),
                "Un réglage dmp.sandbox.* est présent : retirez-le, le bac à sable n'existe pas en production.");
    }

    private boolean anySandboxProperty() {
        return environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Set.of(((EnumerablePropertySource<?>) source).getPropertyNames()).stream())
                .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '.'))
                .anyMatch(name -> name.startsWith("dmp.sandbox."));
    }

    private void database() {
        require(
                value("spring.datasource.url").startsWith("jdbc:postgresql:"),
                "La base de données manque : donnez DMP_DATABASE_URL (jdbc:postgresql://hôte:5432/dmp?currentSchema=engine,dmp).");
        password("spring.datasource.password", "DMP_DATABASE_PASSWORD", "du compte dmp_app de la base");
        password("spring.flyway.password", "DMP_MIGRATION_PASSWORD", "du compte dmp_migrator de la base");
        require(
                !Set.of("postgres", value("spring.flyway.user")).contains(value("spring.datasource.username")),
                "Le programme ne doit pas se connecter à la base en administrateur ni en propriétaire : DMP_DATABASE_USER=dmp_app.");
    }

    /** Printed as it is, and typed by people: no more than a host, perhaps a port and a path. */
    private void publicAddress() {
        require(
                SITE.matcher(value("dmp.public-address")).matches() && !local("dmp.public-address"),
                "L'adresse publique du site manque : donnez DMP_PUBLIC_ADDRESS (https), telle que l'impriment les bordereaux et les lettres.");
    }

    /** A pattern that trusts a stranger would let everyone choose the address that limits count by. */
    private void proxy() {
        String proxies = value("server.tomcat.remoteip.internal-proxies");
        require(
                !proxies.isEmpty()
                        && pattern(proxies).filter(this::trustsNoStranger).isPresent(),
                "Le mandataire TLS manque : donnez DMP_PROXY, l'expression régulière des adresses d'où il appelle (par exemple 10\\.0\\.0\\.5), et d'aucune autre.");
    }

    private static Optional<Pattern> pattern(String text) {
        try {
            return Optional.of(Pattern.compile(text));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    /** Addresses of documents (RFC 5737, RFC 3849), which no proxy has. */
    private boolean trustsNoStranger(Pattern proxies) {
        return Stream.of("192.0.2.1", "203.0.113.77", "2001:db8::1")
                .noneMatch(stranger -> proxies.matcher(stranger).matches());
    }

    private void keys() {
        require(
                !"true".equals(value("dmp.keys.create")),
                "Des clés ne se créent pas au démarrage en production : retirez dmp.keys.create.");
        String folder = value("dmp.keys.folder");
        if (folder.isEmpty()) {
            problems.add("Le dossier des clés manque : donnez DMP_KEYS_FOLDER (créé une fois par « create-keys »).");
            return;
        }
        for (String name : KEYS) {
            require(
                    Files.isReadable(Path.of(folder, name)),
                    "La clé " + name
                            + " manque dans DMP_KEYS_FOLDER : créez le dossier par « java -jar dmp.jar create-keys DOSSIER ».");
        }
    }

    private void administrator() {
        require(
                value("dmp.staff.accounts[0].login").matches("[A-Za-z0-9]+"),
                "Le premier administrateur manque : donnez DMP_ADMINISTRATOR (son identifiant, lettres et chiffres seuls).");
        password("dmp.staff.accounts[0].password", "DMP_ADMINISTRATOR_PASSWORD", "du premier administrateur");
    }

    private void mail() {
        require(!value("spring.mail.host").isEmpty(), "Le serveur de courrier manque : donnez DMP_MAIL_HOST.");
        require(
                !value("dmp.notice.mail.from").isEmpty()
                        && !value("dmp.notice.mail.from").contains(".example"),
                "L'adresse d'expédition des courriels manque : donnez DMP_MAIL_FROM.");
    }

    /** Without an account at a gateway, what would go by SMS goes by mail; half an account is a mistake. */
    private void sms() {
        boolean sid = !value("dmp.notice.sms.sid").isEmpty();
        boolean token = !value("dmp.notice.sms.token").isEmpty();
        require(
                sid == token,
                "Le compte SMS est incomplet : donnez DMP_SMS_SID et DMP_SMS_TOKEN, ou aucun des deux (les SMS partent alors par courriel).");
        require(
                !value("dmp.notice.sms.token").contains(SANDBOX_SMS)
                        && !value("dmp.notice.sms.sid").contains(SANDBOX_SMS),
                "Le compte SMS est celui du bac à sable : donnez DMP_SMS_SID et DMP_SMS_TOKEN de votre opérateur.");
        if (sid && token) {
            require(
                    value("dmp.notice.sms.base").startsWith("https://") && !local("dmp.notice.sms.base"),
                    "La passerelle SMS doit être une adresse https hors de cette machine : corrigez DMP_SMS_GATEWAY.");
            require(
                    value("dmp.notice.sms.callback").startsWith("https://") && !local("dmp.notice.sms.callback"),
                    "L'adresse de retour des SMS doit être l'adresse publique en https : donnez DMP_SMS_CALLBACK.");
        }
    }

    private void issuer() {
        String issuer = value("dmp.signin.professionals.issuer");
        String keys = value("dmp.signin.professionals.keys-uri");
        require(
                issuer.startsWith("https://")
                        && !local("dmp.signin.professionals.issuer")
                        && !issuer.contains("/sandbox/"),
                "Le fournisseur d'identité des professionnels manque ou est celui du bac à sable : donnez DMP_PROFESSIONALS_ISSUER (https).");
        require(
                keys.startsWith("https://")
                        && !local("dmp.signin.professionals.keys-uri")
                        && !keys.contains("/sandbox/"),
                "L'adresse des clés de ce fournisseur manque : donnez DMP_PROFESSIONALS_KEYS (https).");
        addressOfIssuer("authorization-uri", "DMP_PROFESSIONALS_AUTHORIZATION");
        addressOfIssuer("token-uri", "DMP_PROFESSIONALS_TOKENS");
        addressOfIssuer("userinfo-uri", "DMP_PROFESSIONALS_USERINFO");
        if (!value("dmp.signin.professionals.logout-uri").isEmpty()) {
            addressOfIssuer("logout-uri", "DMP_PROFESSIONALS_LOGOUT");
        }
        require(
                !value("dmp.signin.professionals.client-id").isEmpty()
                        && !value("dmp.signin.professionals.client-secret").isEmpty(),
                "Ce fournisseur ne connaît pas ce programme : donnez DMP_PROFESSIONALS_CLIENT et DMP_PROFESSIONALS_SECRET.");
        require(
                !"bac-a-sable".equals(value("dmp.signin.professionals.client-secret")),
                "Le secret de ce programme chez ce fournisseur est celui du bac à sable : donnez DMP_PROFESSIONALS_SECRET.");
        require(
                !value("dmp.signin.professionals.audience").isEmpty(),
                "Le destinataire des jetons de professionnels manque : donnez DMP_PROFESSIONALS_AUDIENCE.");
    }

    private void addressOfIssuer(String name, String variable) {
        String property = "dmp.signin.professionals." + name;
        require(
                value(property).startsWith("https://")
                        && !local(property)
                        && !value(property).contains("/sandbox/"),
                "Une adresse de ce fournisseur manque : donnez " + variable + " (https).");
    }

    private void password(String property, String variable, String whose) {
        String password = value(property);
        require(!password.isEmpty(), "Le mot de passe " + whose + " manque : donnez " + variable + ".");
        require(
                password.isEmpty()
                        || password.length() >= SHORTEST_PASSWORD
                                && !KNOWN_PASSWORDS.contains(password.toLowerCase(Locale.ROOT)),
                "Le mot de passe " + whose + " est trop court ou connu de tous : donnez à " + variable + " au moins "
                        + SHORTEST_PASSWORD + " caractères tirés au hasard.");
    }

    private boolean local(String property) {
        return THIS_MACHINE.matcher(value(property)).matches();
    }

    private String value(String property) {
        return environment.getProperty(property, "").strip();
    }

    private void require(boolean met, String problem) {
        if (!met) {
            problems.add(problem);
        }
    }
}
