package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.dmp.SandboxTest;
import fr.dmp.identity.Channel;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.Desk.Holder;
import fr.dmp.signin.HolderSession.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The two steps of a sign-in, on the real database with a clock that is moved by hand. */
@SandboxTest
class SigningInTest {

    @Autowired
    private ApplicationContext program;

    private Desk desk;

    @BeforeEach
    void open() {
        desk = Desk.withoutHashing(program);
    }

    @Test
    void identifierPasswordAndCodeOpenASession() {
        Holder holder = desk.holder();
        SignIn.Challenge challenge = desk.begin(holder);
        assertThat(challenge.channel()).isEqualTo(Channel.SMS);
        assertThat(challenge.destination()).isEqualTo("06 •• •• •• 78");
        assertThat(challenge.expiresAt()).isEqualTo(desk.now().plus(Duration.ofMinutes(5)));
        assertThat(challenge.resendAt()).isEqualTo(desk.now().plus(Duration.ofSeconds(30)));
        SignIn.SignedIn signedIn = desk.confirm(challenge.id(), desk.codes.last(holder.record()));
        assertThat(signedIn.session().scope()).isEqualTo(Scope.FULL);
        assertThat(desk.sessions.authenticate(signedIn.accessToken())).contains(signedIn.session());
        assertThat(desk.trace(holder.record())).containsExactly("SIGN_IN PASSWORD_AND_CODE");
    }

    @Test
    void theCodeGoesByTheChannelThatIsPreferred() {
        Holder holder = desk.holder();
        SignIn.Challenge challenge = desk.begin(holder.identifier(), holder.password(), Channel.MAIL, Desk.HOME);
        assertThat(challenge.destination()).isEqualTo("c•••@exemple.fr");
        assertThat(desk.codes.to(holder.record())).singleElement().satisfies(code -> assertThat(code.destination())
                .isEqualTo("camille@exemple.fr"));
    }

    /** Each is wrong in one of the ways in which a sign-in can be wrong. */
    static Stream<String> wrongs() {
        return Stream.of("identifier", "password", "code");
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void whateverIsWrongIsToldAlikeAndOnlyAtTheSecondStep(String wrong) {
        Holder holder = desk.holder();
        SignIn.Challenge challenge = desk.begin(
                wrong.equals("identifier") ? Desk.nobody() : holder.identifier(),
                wrong.equals("password") ? "une autre phrase" : holder.password(),
                null,
                Desk.HOME);
        assertThat(challenge.destination()).matches("0[67] •• •• •• \\d\\d|[a-z]•••@exemple\\.fr");
        int sent = wrong.equals("code") ? 1 : 0;
        assertThat(desk.codes.to(holder.record())).hasSize(sent);
        String code = sent == 1 ? Desk.other(desk.codes.last(holder.record())) : "123456";
        assertRefused(() -> desk.confirm(challenge.id(), code), Refusal.Kind.UNAUTHENTICATED, "sign-in-failed");
        assertThat(desk.trace(holder.record()))
                .isEqualTo(
                        switch (wrong) {
                            case "password" -> List.of("SIGN_IN_REFUSED WRONG_PASSWORD");
                            case "code" -> List.of("SIGN_IN_REFUSED WRONG_CODE");
                            default -> List.of();
                        });
    }

    @Test
    void aWrongPasswordShowsTheTrueDestinationAndSendsNothing() {
        Holder holder = desk.holder();
        SignIn.Challenge right = desk.begin(holder);
        SignIn.Challenge wrong = desk.begin(holder.identifier(), "une autre phrase", null, Desk.HOME);
        assertThat(wrong.destination()).isEqualTo(right.destination());
        assertThat(desk.codes.to(holder.record())).hasSize(1);
    }

    @Test
    void anUnknownIdentifierSeemsToHaveTheSameContactsEachTime() {
        String nobody = Desk.nobody();
        List<String> seen = Stream.generate(() -> desk.begin(nobody, "n'importe quoi", null, Desk.HOME))
                .limit(3)
                .map(SignIn.Challenge::destination)
                .distinct()
                .toList();
        assertThat(seen).hasSize(1);
    }

    /** Where an installation sends no SMS, nothing tells who has a record: everyone seems to be reached by mail. */
    @Test
    void withoutSmsAnUnknownIdentifierLooksLikeAKnownOne() {
        desk.codes.withhold(Channel.SMS);
        Holder holder = desk.holder();
        assertThat(desk.begin(holder).channel()).isEqualTo(Channel.MAIL);
        for (int i = 0; i < 10; i++) {
            SignIn.Challenge challenge = desk.begin(Desk.nobody(), "n'importe quoi", Channel.SMS, Desk.HOME);
            assertThat(challenge.channel()).isEqualTo(Channel.MAIL);
            assertThat(challenge.destination()).matches("[a-z]•••@exemple\\.fr");
            desk.clock.forward(Duration.ofSeconds(30));
            assertThat(desk.resend(challenge.id(), Channel.SMS).channel()).isEqualTo(Channel.MAIL);
        }
    }

    @Test
    void whoHasNoContactSeesTheSameAndIsSentNothingAndTheTraceSaysWhy() {
        Holder holder = desk.newcomer(desk.withoutContact());
        SignIn.Challenge challenge = desk.begin(holder);
        assertThat(challenge.destination()).contains("••");
        assertThat(desk.codes.to(holder.record())).isEmpty();
        assertRefused(() -> desk.confirm(challenge.id(), "123456"), Refusal.Kind.UNAUTHENTICATED, "sign-in-failed");
        assertThat(desk.trace(holder.record())).containsExactly("SIGN_IN_REFUSED NO_CONTACT");
    }

    @Test
    void aCodeOpensOnce() {
        Holder holder = desk.holder();
        SignIn.Challenge challenge = desk.begin(holder);
        String code = desk.codes.last(holder.record());
        desk.confirm(challenge.id(), code);
        assertRefused(() -> desk.confirm(challenge.id(), code), Refusal.Kind.GONE, "challenge-over");
    }

    @Test
    void aCodeOpensNoOtherChallenge() {
        Holder holder = desk.holder();
        desk.begin(holder);
        String first = desk.codes.last(holder.record());
        SignIn.Challenge second = desk.begin(holder);
        if (!first.equals(desk.codes.last(holder.record()))) {
            assertRefused(() -> desk.confirm(second.id(), first), Refusal.Kind.UNAUTHENTICATED, "sign-in-failed");
        }
    }

    @Test
    void aCodeExpiresAfterFiveMinutes() {
        Holder holder = desk.holder();
        SignIn.Challenge challenge = desk.begin(holder);
        String code = desk.codes.last(holder.record());
        desk.clock.forward(Duration.ofMinutes(5));
        assertRefused(() -> desk.confirm(challenge.id(), code), Refusal.Kind.GONE, "challenge-over");
    }

    @Test
    void aCodeIsCheckedFiveTimesEachLaterThanTheOneBefore() {
        Holder holder = desk.holder();
        SignIn.Challenge challenge = desk.begin(holder);
        String code = desk.codes.last(holder.record());
        String wrong = Desk.other(code);
        for (long wait : new long[] {0, 0, 2, 5, 10}) {
            if (wait > 0) {
                assertThat(retryAfter(() -> desk.confirm(challenge.id(), code))).isEqualTo(wait);
                desk.clock.forward(Duration.ofSeconds(wait));
            }
            assertRefused(() -> desk.confirm(challenge.id(), wrong), Refusal.Kind.UNAUTHENTICATED, "sign-in-failed");
        }
        desk.clock.forward(Duration.ofMinutes(1));
        assertRefused(() -> desk.confirm(challenge.id(), code), Refusal.Kind.GONE, "challenge-over");
    }

    @Test
    void ofTwentyAtOnceOneGetsIn() throws Exception {
        Holder holder = desk.holder();
        SignIn.Challenge challenge = desk.begin(holder);
        String code = desk.codes.last(holder.record());
        List<Boolean> won = atOnce(20, () -> {
            try {
                desk.confirm(challenge.id(), code);
                return true;
            } catch (Refusal refusal) {
                assertThat(refusal.slug()).isEqualTo("challenge-over");
                return false;
            }
        });
        assertThat(won).containsOnlyOnce(true).hasSize(20);
        assertThat(desk.open(holder.record())).hasSize(1);
        assertThat(desk.trace(holder.record())).containsExactly("SIGN_IN PASSWORD_AND_CODE");
    }

    @Test
    void anotherCodeCanBeAskedForThriceByEitherChannelAndReplacesTheOneBefore() {
        Holder holder = desk.holder();
        SignIn.Challenge challenge = desk.begin(holder);
        String first = desk.codes.last(holder.record());
        assertThat(retryAfter(() -> desk.resend(challenge.id(), null))).isEqualTo(30);
        for (int i = 0; i < 3; i++) {
            desk.clock.forward(Duration.ofSeconds(30));
            SignIn.Challenge again = desk.resend(challenge.id(), i == 0 ? Channel.MAIL : null);
            assertThat(again.id()).isEqualTo(challenge.id());
            assertThat(again.channel()).isEqualTo(Channel.MAIL);
            assertThat(again.expiresAt()).isEqualTo(desk.now().plus(Duration.ofMinutes(5)));
        }
        desk.clock.forward(Duration.ofSeconds(30));
        assertRefused(() -> desk.resend(challenge.id(), null), Refusal.Kind.CONFLICT, "resends-used-up");
        String last = desk.codes.last(holder.record());
        assertThat(desk.codes.to(holder.record())).hasSize(4);
        if (!first.equals(last)) {
            assertRefused(() -> desk.confirm(challenge.id(), first), Refusal.Kind.UNAUTHENTICATED, "sign-in-failed");
        }
        desk.confirm(challenge.id(), last);
        assertRefused(() -> desk.resend(challenge.id(), null), Refusal.Kind.GONE, "challenge-over");
    }

    @Test
    void aDecoyAnswersAskingAgainLikeAnyOther() {
        SignIn.Challenge challenge = desk.begin(Desk.nobody(), "n'importe quoi", null, Desk.HOME);
        assertThat(retryAfter(() -> desk.resend(challenge.id(), null))).isEqualTo(30);
        desk.clock.forward(Duration.ofSeconds(30));
        assertThat(desk.resend(challenge.id(), null).destination()).isEqualTo(challenge.destination());
        for (long wait : new long[] {0, 0, 2, 5, 10}) {
            desk.clock.forward(Duration.ofSeconds(wait));
            assertRefused(() -> desk.confirm(challenge.id(), "123456"), Refusal.Kind.UNAUTHENTICATED, "sign-in-failed");
        }
        desk.clock.forward(Duration.ofMinutes(1));
        assertRefused(() -> desk.confirm(challenge.id(), "123456"), Refusal.Kind.GONE, "challenge-over");
    }

    @Test
    void aChallengeThatNobodyMadeIsAbsent() {
        UUID nobodys = UUID.randomUUID();
        assertRefused(() -> desk.confirm(nobodys, "123456"), Refusal.Kind.ABSENT, "not-found");
        assertRefused(() -> desk.resend(nobodys, null), Refusal.Kind.ABSENT, "not-found");
    }

    /**
     * The attacker knows the password, opens as many challenges as they like from as many networks, and waits as long as
     * they are told. What is checked against a code that was sent stays far below what would make a hit likely.
     */
    @Test
    void ofTenThousandGuessesNoneGetsInAndFewAreEvenChecked() {
        Holder holder = desk.holder();
        for (int day = 0; day < 4; day++) {
            Instant morning = desk.now();
            int guesses = IntStream.range(0, 8)
                    .map(i -> guessUntilOver(beginFast(holder, Desk.elsewhere())))
                    .sum();
            while (guesses < 2_500) {
                List<SignIn.Challenge> open = Stream.generate(() -> beginFast(holder, Desk.elsewhere()))
                        .limit(50)
                        .toList();
                desk.clock.forward(Duration.ofMinutes(4));
                guesses += open.stream().mapToInt(this::guessUntilOver).sum();
            }
            assertThat(desk.now()).isBefore(morning.plus(CodeRules.DAY));
            assertThat(checkedSince(holder, morning)).isBetween(25L, 25L + 40L);
            desk.clock.forward(CodeRules.DAY);
        }
        assertThat(desk.open(holder.record())).isEmpty();
        assertThat(desk.trace(holder.record())).doesNotContain("SIGN_IN PASSWORD_AND_CODE");
    }

    /** Guesses until nothing more is answered, or the wait is too long; returns how many guesses were sent. */
    private int guessUntilOver(SignIn.Challenge challenge) {
        for (int guesses = 1; guesses < 100; guesses++) {
            String guess = String.format("%06d", ThreadLocalRandom.current().nextInt(1_000_000));
            try {
                desk.confirm(challenge.id(), guess);
                throw new AssertionError("a guess got in");
            } catch (Refusal refusal) {
                if (refusal.kind() == Refusal.Kind.GONE) {
                    return guesses;
                }
                if (refusal.properties().get("retryAfter") instanceof Long seconds) {
                    desk.clock.forward(Duration.ofSeconds(seconds));
                }
            }
        }
        throw new AssertionError("a challenge was guessed at a hundred times");
    }

    private long checkedSince(Holder holder, Instant morning) {
        return desk.jdbc
                .sql(
                        """
                        select sum(failures) from dmp.sign_in_challenge
                        where record = ? and created_at >= ? and sms_sent + mail_sent > 0
                        """)
                .params(holder.record(), morning.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private SignIn.Challenge beginFast(Holder holder, String client) {
        return desk.begin(holder.identifier(), holder.password(), null, client);
    }

    @Test
    void theVictimOfAnAttackFromElsewhereGetsInFromHomeAtOnce() {
        Holder holder = desk.holder();
        desk.signIn(holder);
        attack(holder);
        SignIn.Challenge challenge = desk.begin(holder);
        assertThat(desk.confirm(challenge.id(), desk.codes.last(holder.record())))
                .isNotNull();
    }

    @Test
    void theVictimOfAnAttackGetsInFromAnywhereWithinFourMinutes() {
        Holder holder = desk.holder();
        attack(holder);
        SignIn.Challenge challenge = desk.begin(holder.identifier(), holder.password(), null, Desk.elsewhere());
        String code = desk.codes.last(holder.record());
        assertThat(retryAfter(() -> desk.confirm(challenge.id(), code))).isBetween(1L, 240L);
        attackOnce(holder, "wrong password");
        desk.clock.forward(Duration.ofMinutes(4));
        assertThat(desk.confirm(challenge.id(), code)).isNotNull();
    }

    @Test
    void anAttackWithoutThePasswordLooksTheSameAndCostsTheVictimNoCode() {
        Holder holder = desk.holder();
        for (int i = 0; i < 12; i++) {
            attackOnce(holder, "wrong password");
        }
        assertThat(desk.codes.to(holder.record())).isEmpty();
        SignIn.Challenge challenge = desk.begin(holder);
        desk.clock.forward(Duration.ofMinutes(4));
        assertThat(desk.confirm(challenge.id(), desk.codes.last(holder.record())))
                .isNotNull();
    }

    /** Enough wrong codes from elsewhere for the longest hold. */
    private void attack(Holder holder) {
        for (int i = 0; i < 8; i++) {
            attackOnce(holder, holder.password());
        }
    }

    private void attackOnce(Holder holder, String password) {
        SignIn.Challenge challenge = desk.begin(holder.identifier(), password, null, Desk.elsewhere());
        for (int check = 0; check < 5; check++) {
            try {
                desk.confirm(challenge.id(), "999999");
            } catch (Refusal refusal) {
                Object wait = refusal.properties().get("retryAfter");
                if (wait instanceof Long seconds && seconds <= 10) {
                    desk.clock.forward(Duration.ofSeconds(seconds));
                    check--;
                }
            }
        }
    }

    @Test
    void codesOfADayStayWithinTheirBudget() {
        Holder holder = desk.holder();
        IntStream.range(0, 60).forEach(i -> beginFast(holder, Desk.elsewhere()));
        assertThat(desk.codes.to(holder.record())).hasSize(20);
        desk.clock.forward(Duration.ofHours(24).plusSeconds(1));
        beginFast(holder, Desk.elsewhere());
        assertThat(desk.codes.to(holder.record())).hasSize(21);
    }

    @Test
    void anInitialPasswordWorksOnce() {
        Holder slip = desk.newcomer();
        SignIn.SignedIn signedIn = desk.signIn(slip);
        assertThat(signedIn.session().scope()).isEqualTo(Scope.PASSWORD_CHANGE);
        SignIn.Challenge second = desk.begin(slip);
        assertThat(desk.codes.to(slip.record())).hasSize(1);
        assertRefused(() -> desk.confirm(second.id(), "123456"), Refusal.Kind.UNAUTHENTICATED, "sign-in-failed");
        assertThat(desk.trace(slip.record()))
                .containsExactly("SIGN_IN PASSWORD_AND_CODE", "SIGN_IN_REFUSED INITIAL_PASSWORD_USED");
    }

    @Test
    void ofTwoChallengesOfOneInitialPasswordOneOpens() {
        Holder slip = desk.newcomer();
        SignIn.Challenge first = desk.begin(slip);
        String firstCode = desk.codes.last(slip.record());
        SignIn.Challenge second = desk.begin(slip);
        desk.confirm(second.id(), desk.codes.last(slip.record()));
        assertRefused(() -> desk.confirm(first.id(), firstCode), Refusal.Kind.UNAUTHENTICATED, "sign-in-failed");
    }

    @Test
    void anInitialPasswordIsTypedAsItIsRead() {
        Holder slip = desk.newcomer();
        String typed = slip.password().replace("-", " ").toLowerCase();
        desk.begin(slip.identifier(), typed, null, Desk.HOME);
        assertThat(desk.codes.to(slip.record())).hasSize(1);
    }

    @Test
    void anInitialPasswordExpiresAfterThirtyDays() {
        Holder slip = desk.newcomer();
        desk.clock.forward(Duration.ofDays(30));
        desk.begin(slip);
        assertThat(desk.codes.to(slip.record())).isEmpty();
        assertThat(desk.trace(slip.record())).containsExactly("SIGN_IN_REFUSED INITIAL_PASSWORD_EXPIRED");
    }

    @Test
    void aRenewedPasswordTakesThePlaceOfTheLostOneAndEndsSessionsAndChallenges() {
        Holder slip = desk.newcomer();
        SignIn.SignedIn signedIn = desk.signIn(slip);
        Holder holder = desk.newcomer();
        SignIn.Challenge open = desk.begin(holder);
        String code = desk.codes.last(holder.record());
        Credentials.Issued issued = desk.transaction.execute(status -> {
            desk.credentials.renew(holder.record());
            return desk.credentials.renew(slip.record());
        });
        assertThat(desk.sessions.authenticate(signedIn.accessToken())).isEmpty();
        assertRefused(() -> desk.confirm(open.id(), code), Refusal.Kind.UNAUTHENTICATED, "sign-in-failed");
        assertThat(issued.identifier()).isEqualTo(slip.identifier());
        Holder renewed = new Holder(slip.record(), slip.person(), issued.identifier(), issued.initialPassword());
        assertThat(desk.signIn(renewed).session().scope()).isEqualTo(Scope.PASSWORD_CHANGE);
    }

    /** The paper of a counter works until the holder has chosen; from then on it would be a way into their record. */
    @Test
    void aPasswordThatTheHolderChoseIsNotRenewed() {
        Holder holder = desk.holder();
        assertRefused(
                () -> desk.transaction.executeWithoutResult(status -> desk.credentials.renew(holder.record())),
                Refusal.Kind.CONFLICT,
                "password-chosen");
    }

    @Test
    void aClosedRecordOpensInItsScopeAndAtOnce() {
        Holder holder = desk.holder();
        SignIn.SignedIn before = desk.signIn(holder);
        desk.transaction.executeWithoutResult(status -> desk.credentials.close(holder.record()));
        assertThat(desk.sessions
                        .authenticate(before.accessToken())
                        .orElseThrow()
                        .scope())
                .isEqualTo(Scope.CLOSED);
        assertThat(desk.signIn(holder).session().scope()).isEqualTo(Scope.CLOSED);
        desk.transaction.executeWithoutResult(status -> desk.credentials.reopen(holder.record()));
        assertThat(desk.sessions
                        .authenticate(before.accessToken())
                        .orElseThrow()
                        .scope())
                .isEqualTo(Scope.FULL);
    }

    static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<T>> answers = threads.invokeAll(Collections.nCopies(times, call));
            List<T> results = new ArrayList<>();
            for (Future<T> answer : answers) {
                results.add(answer.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    static void assertRefused(ThrowingCallable call, Refusal.Kind kind, String slug) {
        assertThatExceptionOfType(Refusal.class).isThrownBy(call).satisfies(refusal -> {
            assertThat(refusal.slug()).isEqualTo(slug);
            assertThat(refusal.kind()).isEqualTo(kind);
        });
    }

    private static long retryAfter(ThrowingCallable call) {
        try {
            call.call();
        } catch (Refusal refusal) {
            return (long) refusal.properties().get("retryAfter");
        } catch (Throwable thrown) {
            throw new AssertionError(thrown);
        }
        throw new AssertionError("not refused");
    }
}
