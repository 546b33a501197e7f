package fr.dmp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.SandboxTest;
import fr.dmp.Superuser;
import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.journey.Messages;
import fr.dmp.record.Records;
import fr.dmp.record.SomePeople;
import fr.dmp.record.SomePeople.Someone;
import fr.dmp.refusal.Refusal;
import fr.dmp.sandbox.DemoHolders.SignInWith;
import fr.dmp.signin.Credentials;
import fr.dmp.signin.SignIn;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Wherever a first start was cut short, the next one leaves sample holders who can sign in. */
@SandboxTest
class HolderOpeningTest {

    private static final Pattern CODE = Pattern.compile("DMP : (\\d{6}) est");

    @Autowired
    private HolderOpening opening;

    @Autowired
    private DemoHolders holders;

    @Autowired
    private InsuredDirectory directory;

    @Autowired
    private Records records;

    @Autowired
    private Credentials credentials;

    @Autowired
    private SignIn signIn;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Environment environment;

    @LocalServerPort
    private int port;

    private String mobile;
    private InsuredPerson person;

    @BeforeEach
    void openOnce() throws Exception {
        Someone someone = SomePeople.anyone().delivered(directory);
        mobile = someone.mobile();
        person = directory.find(someone.nir()).orElseThrow();
        assertThat(opening.open(person, mobile)).isPresent();
    }

    @Test
    void whoIsNotedCanSignIn() throws Exception {
        signsIn();
        assertThat(opening.open(person, mobile)).isEmpty();
    }

    @Test
    void cutBeforeTheSlipWasNoted() throws Exception {
        initialAgain();
        forget();
        opening.open(person, mobile);
        signsIn();
    }

    @Test
    void cutBeforeThePasswordWasChanged() throws Exception {
        SignInWith noted = holders.signIn(person.id()).orElseThrow();
        String initial = initialAgain();
        holders.keep(person.id(), new SignInWith(noted.identifier(), initial));
        opening.open(person, mobile);
        signsIn();
    }

    @Test
    void cutBeforeTheChangedPasswordWasNoted() throws Exception {
        SignInWith noted = holders.signIn(person.id()).orElseThrow();
        holders.keep(person.id(), new SignInWith(noted.identifier(), "AAAA-BBBB-CCCC"));
        opening.open(person, mobile);
        signsIn();
    }

    @Test
    void aRecordThatSomeoneOpenedThemselvesIsLeftAlone() throws Exception {
        forget();
        assertThat(opening.open(person, mobile)).isEmpty();
        assertThat(holders.signIn(person.id())).isEmpty();
        assertThatThrownBy(() -> transaction.execute(status -> credentials.renew(record())))
                .isInstanceOf(Refusal.class);
    }

    private void forget() {
        Superuser.of(environment)
                .sql("delete from dmp.sandbox_holder where person = ?")
                .param(person.id())
                .update();
    }

    private String initialAgain() {
        jdbc.sql("update dmp.credential set initial = true, initial_until = now() + interval '1 day' where record = ?")
                .param(record())
                .update();
        return transaction.execute(status -> credentials.renew(record())).initialPassword();
    }

    private UUID record() {
        return records.ofPerson(person.id()).orElseThrow().record();
    }

    private void signsIn() {
        SignInWith noted = holders.signIn(person.id()).orElseThrow();
        Messages phone = new Messages(port, mobile);
        phone.readAll();
        SignIn.Challenge challenge =
                signIn.begin(new SignIn.Attempt(noted.identifier(), noted.password(), Channel.SMS, "192.0.2.7"));
        assertThat(signIn.confirm(challenge.id(), phone.next(CODE), "192.0.2.7").accessToken())
                .isNotEmpty();
    }
}
