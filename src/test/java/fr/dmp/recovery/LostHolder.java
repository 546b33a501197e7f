package fr.dmp.recovery;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.Superuser;
import fr.dmp.claims.Holders;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Nir;
import fr.dmp.journey.Messages;
import fr.dmp.signin.Credentials;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody with a record who lost their credentials; their contacts have been on file since 2015, unless said otherwise. */
public final class LostHolder {

    private final ApplicationContext program;
    private final InsuredPerson person;
    private final @Nullable String mobile;
    private final @Nullable String mail;
    private final UUID record;
    private final Credentials.Issued issued;

    private LostHolder(
            ApplicationContext program, @Nullable String mobile, @Nullable String mail, InsuredPerson.Address address) {
        this.program = program;
        this.mobile = mobile;
        this.mail = mail;
        InsuredDirectory directory = program.getBean(InsuredDirectory.class);
        Nir nir = Holders.nir();
        directory.takeIn(
                List.of(new InsuredDirectory.Delivered(
                        new InsuredPerson(
                                UuidCreator.getTimeOrderedEpoch(),
                                nir,
                                "LÉVÊQUE-D'ARTOIS",
                                "Maïté",
                                LocalDate.of(1985, 1, 1),
                                "F",
                                "1",
                                "011",
                                "8025000000" + number(1_000_000_000),
                                address),
                        Optional.ofNullable(mobile),
                        Optional.ofNullable(mail))),
                Instant.now());
        person = directory.find(nir).orElseThrow();
        record = Holders.open(program.getBean(JdbcClient.class), person);
        issued = program.getBean(TransactionTemplate.class)
                .execute(status -> program.getBean(Credentials.class).issue(record, person.id()));
        contactsSince("2015-01-01");
    }

    /** Reached by SMS and mail. */
    public static LostHolder of(ApplicationContext program) {
        return new LostHolder(program, mobile(), mail(), home("67000", "Strasbourg"));
    }

    public static LostHolder withoutContact(ApplicationContext program) {
        return new LostHolder(program, null, null, home("67000", "Strasbourg"));
    }

    public static LostHolder withoutContactNorAddress(ApplicationContext program) {
        return new LostHolder(program, null, null, new InsuredPerson.Address(null, null, null, null));
    }

    private static InsuredPerson.Address home(String postcode, String city) {
        return new InsuredPerson.Address("12 bis RUE DE L'ÉGLISE", null, postcode, city);
    }

    private static String mobile() {
        return "+33639" + String.format("%06d", number(1_000_000));
    }

    private static String mail() {
        return "perdu" + number(1_000_000_000) + "@exemple.fr";
    }

    private static int number(int below) {
        return ThreadLocalRandom.current().nextInt(below);
    }

    public void contactsSince(String day) {
        superuser()
                .sql("update dmp.contact_point set since = ?::timestamptz where person = ?")
                .params(day, person.id())
                .update();
    }

    public void loseContacts() {
        superuser()
                .sql("delete from dmp.contact_point where person = ?")
                .param(person.id())
                .update();
    }

    public Answers right() {
        return new Answers(
                person.nir().value(),
                "Leveque d'Artois",
                "1985-01-01",
                "12 bis, rue de l’Église 67000 Strasbourg",
                person.vitaleSerial(),
                null,
                Lost.BOTH);
    }

    public Answers right(Lost lost) {
        Answers all = right();
        return new Answers(all.nir(), all.birthName(), all.birthDate(), all.address(), all.serial(), null, lost);
    }

    /** Name and day of birth alone. */
    public Answers few() {
        return new Answers(
                person.nir().value(),
                "Leveque d'Artois",
                "1985-01-01",
                "1 rue Neuve 67000 Strasbourg",
                "1",
                null,
                null);
    }

    public Answers wrong() {
        return new Answers(
                person.nir().value(),
                "Martin",
                "1985-01-01",
                "12 bis, rue de l’Église 67000 Strasbourg",
                person.vitaleSerial(),
                null,
                null);
    }

    public static Answers calling(Answers answers, String phone) {
        return new Answers(
                answers.nir(),
                answers.birthName(),
                answers.birthDate(),
                answers.address(),
                answers.serial(),
                phone,
                answers.lost());
    }

    /** The next code of eight digits on the phone. */
    public String codeBySms(int port) {
        return new Messages(port, mobile).next(Pattern.compile("code (\\d{8}) \\(30 min\\)"));
    }

    public String cancellationBySms(int port) {
        return new Messages(port, mobile).next(Pattern.compile("Annulation : réf\\. [A-Z0-9-]+, code (\\d{8})"));
    }

    public String cancellationBySms(int port, String reference) {
        return new Messages(port, mobile).next(Pattern.compile("réf\\. " + reference + ", code (\\d{8}), ou"));
    }

    public String identifierByMail(int port) {
        return new Messages(port, mail).next(Pattern.compile("(?m)^(\\d{10})\\s*$"));
    }

    /** Kind, channel and the last digits of the destination, the oldest first. */
    public List<String> sent() {
        return superuser()
                .sql("select kind || ' ' || channel from dmp.notice where record = ? order by id")
                .param(record)
                .query(String.class)
                .list();
    }

    public List<String> acts() {
        return superuser()
                .sql(
                        """
                        select actor_kind || ' ' || act || ' ' || ground from dmp.audit_entry
                        where record = ? order by seq
                        """)
                .param(record)
                .query(String.class)
                .list();
    }

    public UUID record() {
        return record;
    }

    public UUID person() {
        return person.id();
    }

    public String identifier() {
        return issued.identifier();
    }

    public String initialPassword() {
        return issued.initialPassword();
    }

    public String mobileNumber() {
        return String.valueOf(mobile);
    }

    public String mailAddress() {
        return String.valueOf(mail);
    }

    public Nir nir() {
        return person.nir();
    }

    /** What was counted so far, of people, networks and agents, is another test's. */
    public void startAfresh() {
        superuser().sql("delete from dmp.request_limit").update();
        superuser()
                .sql("update dmp.recovery set requested_at = requested_at - interval '10 days' where agent is not null")
                .update();
    }

    /** As if this agent had been at it all hour. */
    public void muchWorkOf(String agent, int recoveries) {
        superuser()
                .sql(
                        """
                        insert into dmp.recovery (id, reference, lost, requested_at, nir_digest, by_form, asked_by_form,
                            agent, status, since, settled_at)
                        select gen_random_uuid(), gen_random_uuid()::text, 'BOTH', now(), '\\x00', false, false, ?,
                            'REFUSED', now(), now() from generate_series(1, ?)
                        """)
                .params(agent, recoveries)
                .update();
    }

    public JdbcClient superuser() {
        return Superuser.of(program.getEnvironment());
    }
}
