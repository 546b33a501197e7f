package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.Statements;
import fr.dmp.Statements.Count;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.Desk.Holder;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What a sign-in costs the database, and that a decoy costs the same. */
@SandboxTest
class SignInStatementsTest {

    private static final Logger LOG = LoggerFactory.getLogger(SignInStatementsTest.class);

    @Autowired
    private ApplicationContext program;

    private Desk desk;
    private Holder holder;

    @BeforeEach
    void open() {
        desk = Desk.withoutHashing(program);
        holder = desk.holder();
    }

    @Test
    void theFirstStepIsOneCommitAndTheSameWhateverIsWrong() {
        Count right = begin(holder.identifier(), holder.password());
        Count wrongPassword = begin(holder.identifier(), "une autre phrase");
        Count unknown = begin(Desk.nobody(), holder.password());
        Holder unreached = desk.newcomer(desk.withoutContact());
        Count withoutContact = begin(unreached.identifier(), unreached.password());
        LOG.info("first step: {}", right);
        assertThat(right.commits()).isEqualTo(1);
        assertThat(right.alone()).isEqualTo(1);
        assertThat(right.statements()).isEqualTo(11);
        for (Count decoy : new Count[] {wrongPassword, unknown, withoutContact}) {
            assertThat(decoy.commits()).isEqualTo(right.commits());
            assertThat(decoy.alone()).isEqualTo(right.alone());
            assertThat(decoy.statements()).isEqualTo(right.statements());
        }
    }

    @Test
    void theSecondStepIsOneCommit() {
        SignIn.Challenge challenge = desk.begin(holder);
        String code = desk.codes.last(holder.record());
        Count count = Statements.during(() -> desk.confirm(challenge.id(), code));
        LOG.info("second step: {}", count);
        assertThat(count.commits()).isEqualTo(1);
        assertThat(count.alone()).isEqualTo(1);
        assertThat(count.statements()).isEqualTo(9);
    }

    @Test
    void aWrongCodeCostsTheSameOfADecoy() {
        Count known = wrongCode(desk.begin(holder));
        Count decoy = wrongCode(desk.begin(Desk.nobody(), "n'importe quoi", null, Desk.HOME));
        assertThat(known.commits()).isEqualTo(1);
        assertThat(decoy.commits()).isEqualTo(1);
        assertThat(decoy.statements()).isEqualTo(known.statements());
    }

    @Test
    void aRequestOfASessionIsOneStatement() {
        AtomicReference<SignIn.SignedIn> signedIn = new AtomicReference<>(desk.signIn(holder));
        Count count = Statements.during(
                () -> desk.sessions.authenticate(signedIn.get().accessToken()));
        assertThat(count.statements()).isEqualTo(1);
    }

    private Count begin(String identifier, String password) {
        return Statements.during(() -> desk.begin(identifier, password, null, Desk.HOME));
    }

    private Count wrongCode(SignIn.Challenge challenge) {
        return Statements.during(() -> {
            try {
                desk.confirm(challenge.id(), "999999");
            } catch (Refusal refusal) {
                assertThat(refusal.slug()).isEqualTo("sign-in-failed");
            }
        });
    }
}
