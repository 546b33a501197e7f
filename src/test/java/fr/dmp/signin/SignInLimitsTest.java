package fr.dmp.signin;

import static fr.dmp.signin.SigningInTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.Desk.Holder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What many requests may do, with the limits that production has: they stop who asks, and nobody else. */
@SandboxTest
class SignInLimitsTest {

    private static final Attempts.Allowed PRODUCTION = new Attempts.Allowed(60, 100);
    private static final Duration SOON = Duration.ofSeconds(10);

    @Autowired
    private ApplicationContext program;

    @Test
    void whoKnowsAnIdentifierFromManyNetworksLocksNobodyOut() {
        Desk desk = Desk.withLimits(program, PRODUCTION);
        Holder victim = desk.holder();
        for (int i = 0; i < 200; i++) {
            desk.begin(victim.identifier(), "une autre phrase", null, Desk.elsewhere());
        }
        String hotel = Desk.elsewhere();
        SignIn.Challenge challenge = desk.begin(victim.identifier(), victim.password(), null, hotel);
        assertThat(desk.signIn.confirm(challenge.id(), desk.codes.last(victim.record()), hotel))
                .isNotNull();
    }

    @Test
    void oneNetworkBeginsSoManySignInsOnOneAccount() {
        Desk desk = Desk.withLimits(program, new Attempts.Allowed(60, 3));
        String attacker = Desk.elsewhere();
        String account = Desk.nobody();
        IntStream.range(0, 3).forEach(i -> desk.begin(account, "x", null, attacker));
        assertTooMany(() -> desk.begin(account, "x", null, attacker));
        assertThat(desk.begin(Desk.nobody(), "x", null, attacker)).isNotNull();
        assertThat(desk.begin(account, "x", null, Desk.elsewhere())).isNotNull();
    }

    /** A company, a campus, a mobile network: sixty people behind one address, each of whom mistypes the code once. */
    @Test
    void aCrowdBehindOneAddressSignsIn() {
        Desk desk = Desk.withLimits(program, PRODUCTION);
        String shared = Desk.elsewhere();
        for (int i = 0; i < 60; i++) {
            Holder holder = desk.holder();
            SignIn.Challenge challenge = desk.begin(holder.identifier(), holder.password(), null, shared);
            String code = desk.codes.last(holder.record());
            assertRefused(
                    () -> desk.signIn.confirm(challenge.id(), Desk.other(code), shared),
                    Refusal.Kind.UNAUTHENTICATED,
                    "sign-in-failed");
            assertThat(desk.signIn.confirm(challenge.id(), code, shared)).isNotNull();
        }
    }

    @Test
    void whoGuessesAtManyChallengesIsStopped() {
        Desk desk = Desk.withLimits(program, new Attempts.Allowed(1, 100));
        String attacker = Desk.elsewhere();
        for (int i = 0; i < 5; i++) {
            SignIn.Challenge guessed = desk.begin(Desk.nobody(), "x", null, Desk.elsewhere());
            assertRefused(
                    () -> desk.signIn.confirm(guessed.id(), "123456", attacker),
                    Refusal.Kind.UNAUTHENTICATED,
                    "sign-in-failed");
        }
        SignIn.Challenge next = desk.begin(Desk.nobody(), "x", null, Desk.elsewhere());
        assertTooMany(() -> desk.signIn.confirm(next.id(), "123456", attacker));
        desk.clock.forward(CodeRules.RESEND_AFTER);
        assertTooMany(() -> desk.signIn.resend(next.id(), null, attacker));
        assertThat(desk.signIn.resend(next.id(), null, Desk.elsewhere())).isNotNull();
    }

    /** While somebody has the account's turn: who asks for what is over waits for nobody, and holds no connection. */
    @Test
    void whatIsOverTakesNoTurn() {
        Desk desk = Desk.withoutHashing(program);
        Holder holder = desk.holder();
        SignIn.Challenge expired = desk.begin(holder);
        desk.clock.forward(CodeRules.LIFE);
        SignIn.Challenge used = desk.begin(holder);
        desk.confirm(used.id(), desk.codes.last(holder.record()));
        Holder other = desk.holder();
        ExecutorService threads = Executors.newFixedThreadPool(65);
        desk.inTurnOf(holder, () -> {
            List<Future<String>> answers = IntStream.range(0, 64)
                    .mapToObj(i -> i % 2 == 0 ? used : expired)
                    .map(over -> threads.submit(slug(() -> desk.confirm(over.id(), "123456"))))
                    .toList();
            assertThat(threads.submit(() -> desk.signIn(other))).succeedsWithin(SOON);
            assertThat(answers)
                    .allSatisfy(
                            answer -> assertThat(answer).succeedsWithin(SOON).isEqualTo("challenge-over"));
        });
        threads.shutdown();
    }

    private static Callable<String> slug(Runnable asked) {
        return () -> {
            try {
                asked.run();
                return "done";
            } catch (Refusal refusal) {
                return refusal.slug();
            }
        };
    }

    private static void assertTooMany(ThrowingCallable call) {
        assertRefused(call, Refusal.Kind.TOO_MANY, "too-many-requests");
    }
}
