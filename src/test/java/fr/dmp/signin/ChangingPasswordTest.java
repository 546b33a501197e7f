package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.dmp.SandboxTest;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.Desk.Holder;
import fr.dmp.signin.HolderSession.Scope;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@SandboxTest
class ChangingPasswordTest {

    private static final String FRESH = "vélo bleu sous la pluie";
    private static final String WRONG_CURRENT = "PASSWORD_CHANGE_REFUSED WRONG_PASSWORD";

    @Autowired
    private ApplicationContext program;

    private Desk desk;
    private Holder slip;
    private SignIn.SignedIn signedIn;

    @BeforeEach
    void signIn() {
        desk = Desk.of(program);
        slip = desk.newcomer();
        signedIn = desk.signIn(slip);
    }

    @Test
    void theInitialPasswordIsChangedAndTheSessionBecomesFull() {
        SignIn.SignedIn full = desk.passwords.change(signedIn.session(), slip.password(), FRESH);
        assertThat(full.session().scope()).isEqualTo(Scope.FULL);
        assertThat(desk.sessions.authenticate(full.accessToken())).contains(full.session());
        assertThat(desk.sessions.authenticate(signedIn.accessToken())).isEmpty();
        assertThat(desk.trace(slip.record())).containsExactly("SIGN_IN PASSWORD_AND_CODE", "PASSWORD_CHANGE HOLDER");
        List<Notices.Sent> told = desk.transaction.execute(status -> desk.codes.of(slip.record(), null, 10));
        assertThat(told).extracting(Notices.Sent::kind).contains(NoticeKind.PASSWORD_CHANGED);
        Holder holder = new Holder(slip.record(), slip.person(), slip.identifier(), FRESH);
        assertThat(desk.signIn(holder).session().scope()).isEqualTo(Scope.FULL);
        assertThat(desk.sessions.authenticate(full.accessToken())).isPresent();
    }

    @Test
    void aChangeEndsEveryOtherSession() {
        SignIn.SignedIn full = desk.passwords.change(signedIn.session(), slip.password(), FRESH);
        Holder holder = new Holder(slip.record(), slip.person(), slip.identifier(), FRESH);
        SignIn.SignedIn other = desk.signIn(holder);
        SignIn.SignedIn changed = desk.passwords.change(full.session(), FRESH, "un autre vélo sous la neige");
        assertThat(desk.sessions.authenticate(full.accessToken())).isEmpty();
        assertThat(desk.sessions.authenticate(other.accessToken())).isEmpty();
        assertThat(desk.sessions.authenticate(changed.accessToken())).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "faux mot de passe, vélo bleu sous la pluie, /current, fault.password-current",
        "'', vélo bleu sous la pluie, /current, fault.password-current",
        "the, court, /new, fault.password-short",
        "the, motdepasse2024, /new, fault.password-common"
    })
    void whatIsWrongIsPointedOut(String current, String fresh, String pointer, String fault) {
        String typed = current.equals("the") ? slip.password() : current;
        assertFault(typed, fresh, pointer, fault);
        assertThat(desk.sessions.authenticate(signedIn.accessToken())).isPresent();
    }

    /** A session left open is no place to guess in unseen. */
    @Test
    void aWrongCurrentPasswordIsRefusedAndTraced() {
        assertFault("faux mot de passe", FRESH, "/current", "fault.password-current");
        assertFault("x".repeat(PasswordRules.LONGEST * 2 + 1), FRESH, "/current", "fault.password-current");
        assertThat(desk.trace(slip.record()))
                .containsExactly("SIGN_IN PASSWORD_AND_CODE", WRONG_CURRENT, WRONG_CURRENT);
    }

    @Test
    void ofTwoChangesAtOnceOneWinsAndTheOtherIsTraced() throws Exception {
        List<String> answers = SigningInTest.atOnce(2, () -> {
            try {
                desk.passwords.change(signedIn.session(), slip.password(), FRESH);
                return "changed";
            } catch (Refusal refusal) {
                return refusal.slug();
            }
        });
        assertThat(answers).containsExactlyInAnyOrder("changed", "invalid-input");
        assertThat(desk.trace(slip.record()))
                .containsExactly("SIGN_IN PASSWORD_AND_CODE", "PASSWORD_CHANGE HOLDER", WRONG_CURRENT);
    }

    @Test
    void theIdentifierIsNoPassword() {
        assertFault(slip.password(), "moi " + slip.identifier(), "/new", "fault.password-identifier");
    }

    @Test
    void thePaperPasswordIsntKept() {
        assertFault(slip.password(), slip.password(), "/new", "fault.password-same");
    }

    private void assertFault(String current, String fresh, String pointer, String fault) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> desk.passwords.change(signedIn.session(), current, fresh))
                .satisfies(refusal -> assertThat(refusal.faults()).containsExactly(new Refusal.Fault(pointer, fault)));
    }
}
