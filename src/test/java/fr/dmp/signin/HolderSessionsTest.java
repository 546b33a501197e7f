package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.Desk.Holder;
import fr.dmp.signin.HolderSession.Scope;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** When a session ends. */
@SandboxTest
class HolderSessionsTest {

    @Autowired
    private ApplicationContext program;

    private Desk desk;
    private Holder holder;

    @BeforeEach
    void open() {
        desk = Desk.withoutHashing(program);
        holder = desk.newcomer();
    }

    @Test
    void tenMinutesWithoutARequestEndIt() {
        String token = begin().accessToken();
        desk.clock.forward(Duration.ofMinutes(9));
        assertThat(desk.sessions.authenticate(token)).isPresent();
        desk.clock.forward(Duration.ofMinutes(9));
        assertThat(desk.sessions.authenticate(token)).isPresent();
        desk.clock.forward(Duration.ofMinutes(10));
        assertThat(desk.sessions.authenticate(token)).isEmpty();
    }

    @Test
    void eightHoursEndItHoweverBusyItIs() {
        String token = begin().accessToken();
        for (int i = 0; i < 95; i++) {
            desk.clock.forward(Duration.ofMinutes(5));
            assertThat(desk.sessions.authenticate(token)).isPresent();
        }
        desk.clock.forward(Duration.ofMinutes(5));
        assertThat(desk.sessions.authenticate(token)).isEmpty();
    }

    @Test
    void thatTheHolderIsThereIsWrittenEveryThirtySecondsAtMost() {
        String token = begin().accessToken();
        String written = lastSeen();
        desk.clock.forward(Duration.ofSeconds(30));
        desk.sessions.authenticate(token);
        assertThat(lastSeen()).isEqualTo(written);
        desk.clock.forward(Duration.ofSeconds(1));
        desk.sessions.authenticate(token);
        assertThat(lastSeen()).isNotEqualTo(written);
    }

    @Test
    void theTokenIsNowhereInTheDatabase() {
        String token = begin().accessToken();
        byte[] stored = desk.jdbc
                .sql("select token_digest from dmp.holder_session where record = ?")
                .param(holder.record())
                .query(byte[].class)
                .single();
        assertThat(stored).hasSize(32);
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain(token);
    }

    @Test
    void whoReadsTheOpenSessionsLeavesATrace() {
        SignIn.SignedIn one = begin();
        List<Sessions.Open> shown = desk.transaction.execute(status -> desk.sessions.show(one.session()));
        assertThat(shown)
                .extracting(Sessions.Open::id)
                .containsExactly(one.session().id());
        assertThat(desk.trace(holder.record())).containsExactly("READ_SESSIONS HOLDER");
    }

    @Test
    void signedOutIsOverAtOnceAndTraced() {
        SignIn.SignedIn one = begin();
        SignIn.SignedIn other = begin();
        desk.transaction.executeWithoutResult(
                status -> desk.sessions.end(one.session(), one.session().id()));
        assertThat(desk.sessions.authenticate(one.accessToken())).isEmpty();
        assertThat(desk.sessions.authenticate(other.accessToken())).isPresent();
        assertThat(desk.open(holder.record()))
                .extracting(KeptSession::id)
                .containsExactly(other.session().id());
        desk.transaction.executeWithoutResult(status -> desk.sessions.endAll(other.session()));
        assertThat(desk.sessions.authenticate(other.accessToken())).isEmpty();
        assertThat(desk.trace(holder.record())).containsExactly("SESSION_END HOLDER", "SESSION_END HOLDER");
    }

    @Test
    void theSessionsOfARecordThatClosesEndAtOnce() {
        SignIn.SignedIn one = begin();
        SignIn.SignedIn other = begin();
        desk.transaction.executeWithoutResult(status -> desk.sessions.endAll(holder.record()));
        assertThat(desk.sessions.authenticate(one.accessToken())).isEmpty();
        assertThat(desk.sessions.authenticate(other.accessToken())).isEmpty();
    }

    @Test
    void nobodyEndsAnothersSession() {
        SignIn.SignedIn mine = begin();
        HolderSession stranger =
                new HolderSession(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), Scope.FULL, desk.now());
        SigningInTest.assertRefused(
                () -> desk.transaction.executeWithoutResult(
                        status -> desk.sessions.end(stranger, mine.session().id())),
                Refusal.Kind.ABSENT,
                "not-found");
        assertThat(desk.sessions.authenticate(mine.accessToken())).isPresent();
    }

    @Test
    void whatIsNoTokenOpensNothing() {
        assertThat(desk.sessions.authenticate("")).isEmpty();
        assertThat(desk.sessions.authenticate("x".repeat(43))).isEmpty();
        assertThat(desk.sessions.authenticate("x".repeat(10_000))).isEmpty();
    }

    private SignIn.SignedIn begin() {
        return desk.transaction.execute(status -> desk.sessions.begin(holder.record(), holder.person(), Scope.FULL));
    }

    private String lastSeen() {
        return desk.jdbc
                .sql("select last_seen_at::text from dmp.holder_session where record = ?")
                .param(holder.record())
                .query(String.class)
                .single();
    }
}
