package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import fr.dmp.SandboxTest;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.Desk.Holder;
import fr.dmp.signin.HolderSession.Representative;
import fr.dmp.signin.HolderSession.Scope;
import fr.dmp.signin.OwnPasskeys.Passkey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A passkey in the place of the code: made after a fresh sign-in, good for its site, its sign-in and its holder alone. */
@SandboxTest
class PasskeysTest {

    @Autowired
    private ApplicationContext program;

    private Desk desk;
    private Holder holder;
    private HolderSession session;
    private SoftKey key;

    @BeforeEach
    void signIn() {
        desk = Desk.withoutHashing(program);
        holder = desk.holder();
        session = desk.signIn(holder).session();
        key = new SoftKey(desk.site.origin());
    }

    @Test
    void aPasskeySignsInAfterThePassword() {
        Passkey made = add(key, " Mon téléphone ");
        assertThat(made.name()).isEqualTo("Mon téléphone");
        assertThat(told(NoticeKind.PASSKEY_ADDED)).as("by all channels").isEqualTo(2);

        desk.clock.forward(Duration.ofHours(1));
        SignIn.SignedIn signedIn = signIn(holder, key);

        assertThat(signedIn.session().record()).isEqualTo(holder.record());
        assertThat(signedIn.session().scope()).isEqualTo(Scope.FULL);
        assertThat(desk.contacts.fresh(signedIn.session())).as("a full sign-in").isTrue();
        assertThat(desk.passkeys.show(session)).singleElement().satisfies(shown -> assertThat(shown.lastUsedAt())
                .isEqualTo(desk.now()));
        assertThat(desk.trace(holder.record()))
                .containsExactly(
                        "SIGN_IN PASSWORD_AND_CODE",
                        "ADD_PASSKEY HOLDER",
                        "SIGN_IN PASSWORD_AND_PASSKEY",
                        "READ_PASSKEYS HOLDER");
    }

    @Test
    void theCodeGoesOnWorking() {
        add(key, "clé");
        assertThat(desk.signIn(holder).session().record()).isEqualTo(holder.record());
    }

    @Test
    void withoutTheRightPasswordItOpensNothing() {
        add(key, "clé");
        SignIn.Challenge challenge = desk.begin(holder.identifier(), "not the password", null, Desk.HOME);
        assertThat(slug(() -> confirm(challenge, key))).isEqualTo("sign-in-failed");
        assertThat(desk.trace(holder.record())).endsWith("SIGN_IN_REFUSED WRONG_PASSWORD");
    }

    /** Nobody is told who has one: what is to be signed looks the same for an identifier that nobody has. */
    @Test
    void whoHasNoneIsAskedTheSame() {
        SignIn.Challenge none = desk.begin(holder);
        SignIn.Challenge nobodys = desk.begin(Desk.nobody(), "x", null, Desk.HOME);
        for (SignIn.Challenge challenge : List.of(none, nobodys)) {
            SignIn.ToSign asked = desk.signIn.toSign(challenge.id());
            assertThat(asked.site()).isEqualTo("localhost");
            assertThat(asked.challenge()).hasSize(32);
            assertThat(slug(() -> confirm(challenge, key))).isEqualTo("sign-in-failed");
        }
        assertThat(slug(() -> desk.signIn.toSign(UUID.randomUUID()))).isEqualTo("not-found");
    }

    @Test
    void anothersPasskeyOpensNothing() {
        Holder other = desk.holder();
        HolderSession theirs = desk.signIn(other).session();
        desk.passkeys.add(theirs, key.make("clé", desk.passkeys.offer(theirs).challenge()));
        SignIn.Challenge challenge = desk.begin(holder);
        assertThat(slug(() -> confirm(challenge, key))).isEqualTo("sign-in-failed");
        SignIn.Challenge nobodys = desk.begin(Desk.nobody(), "x", null, Desk.HOME);
        assertThat(slug(() -> confirm(nobodys, key))).isEqualTo("sign-in-failed");
        assertThat(signIn(other, key).session().record()).isEqualTo(other.record());
    }

    @Test
    void theHandleMustBeItsHolders() {
        OwnPasskeys.Offer offer = desk.passkeys.offer(session);
        desk.passkeys.add(session, key.make("clé", offer.challenge()));
        key.user("someone else's".getBytes(StandardCharsets.UTF_8));
        assertThat(slug(() -> signIn(holder, key))).isEqualTo("sign-in-failed");
        key.user(offer.user());
        signIn(holder, key);
    }

    @Test
    void whatWasSignedOnceIsNotGoodTwice() {
        add(key, "clé");
        SignIn.Challenge challenge = desk.begin(holder);
        SignIn.Signed signed = key.sign(desk.signIn.toSign(challenge.id()).challenge());
        desk.signIn.confirm(challenge.id(), signed, Desk.HOME);
        assertThat(slug(() -> desk.signIn.confirm(challenge.id(), signed, Desk.HOME)))
                .isEqualTo("challenge-over");
        SignIn.Challenge next = desk.begin(holder);
        assertThat(slug(() -> desk.signIn.confirm(next.id(), signed, Desk.HOME)))
                .as("nor for another sign-in")
                .isEqualTo("sign-in-failed");
    }

    @Test
    void ofTwoAtOnceOneWins() throws Exception {
        add(key, "clé");
        SignIn.Challenge challenge = desk.begin(holder);
        SignIn.Signed signed = key.sign(desk.signIn.toSign(challenge.id()).challenge());
        List<String> answers = SigningInTest.atOnce(
                2, () -> Optional.ofNullable(slug(() -> desk.signIn.confirm(challenge.id(), signed, Desk.HOME)))
                        .orElse("in"));
        assertThat(answers).containsExactlyInAnyOrder("in", "challenge-over");
    }

    @Test
    void aPasskeyDoesntEndWhatACodeHasEnded() {
        add(key, "clé");
        SignIn.Challenge challenge = desk.begin(holder);
        desk.confirm(challenge.id(), desk.codes.last(holder.record()));
        assertThat(slug(() -> confirm(challenge, key))).isEqualTo("challenge-over");
    }

    @Test
    void aPageThatLooksLikeOursGetsNothingOfUse() {
        add(key, "clé");
        assertRefused(forged -> forged.at("https://dmp.exemple.fr.pirate.example"));
        assertRefused(forged -> forged.at("http://localhost:1"));
        assertRefused(forged -> forged.of("pirate.example"));
        assertRefused(SoftKey::unverified);
        signIn(holder, key.at(desk.site.origin()).of("localhost").verified());
    }

    private void assertRefused(Consumer<SoftKey> wrong) {
        key.at(desk.site.origin()).of("localhost").verified();
        wrong.accept(key);
        assertThat(slug(() -> signIn(holder, key))).isEqualTo("sign-in-failed");
        assertThat(desk.trace(holder.record())).endsWith("SIGN_IN_REFUSED WRONG_PASSKEY");
    }

    @Test
    void anAlteredSignatureIsNone() {
        add(key, "clé");
        SignIn.Challenge challenge = desk.begin(holder);
        SignIn.Signed signed = key.sign(desk.signIn.toSign(challenge.id()).challenge());
        byte[] altered = signed.authenticatorData().clone();
        altered[36] ^= 1;
        for (SignIn.Signed wrong : List.of(
                new SignIn.Signed(signed.credential(), signed.clientData(), altered, signed.signature(), new byte[0]),
                new SignIn.Signed(
                        signed.credential(),
                        signed.clientData(),
                        signed.authenticatorData(),
                        Arrays.copyOf(signed.signature(), 20),
                        new byte[0]),
                new SignIn.Signed(
                        signed.credential(), new byte[] {'{'}, new byte[] {1}, signed.signature(), new byte[0]))) {
            assertThat(slug(() -> desk.signIn.confirm(challenge.id(), wrong, Desk.HOME)))
                    .isEqualTo("sign-in-failed");
            desk.clock.forward(Duration.ofSeconds(10));
        }
        desk.signIn.confirm(challenge.id(), signed, Desk.HOME);
    }

    /** A count that doesn't grow is that of a copy. */
    @Test
    void aCopyIsRefusedAndTraced() {
        key.counting(5);
        add(key, "clé");
        signIn(holder, key);
        signIn(holder, key);
        key.counting(6);
        assertThat(slug(() -> signIn(holder, key))).isEqualTo("sign-in-failed");
        assertThat(desk.trace(holder.record())).endsWith("SIGN_IN_REFUSED COPIED_PASSKEY");
        key.counting(8);
        signIn(holder, key);
    }

    /** Devices that keep copies in step don't count at all. */
    @Test
    void whatNeverCountsIsNoCopy() {
        add(key, "clé");
        signIn(holder, key);
        signIn(holder, key);
    }

    @Test
    void wrongOnesAreCountedLikeWrongCodes() {
        add(key, "clé");
        SignIn.Challenge challenge = desk.begin(holder);
        SoftKey stranger = new SoftKey(desk.site.origin());
        for (int i = 0; i < 5; i++) {
            assertThat(slug(() -> confirm(challenge, stranger))).isEqualTo("sign-in-failed");
            desk.clock.forward(Duration.ofSeconds(10));
        }
        assertThat(slug(() -> confirm(challenge, key))).isEqualTo("challenge-over");
    }

    @Test
    void whatIsRemovedOpensNothingAnyMore() {
        Passkey made = add(key, "clé");
        Holder other = desk.holder();
        HolderSession theirs = desk.signIn(other).session();
        assertThat(slug(() -> desk.passkeys.remove(theirs, made.id()))).isEqualTo("not-found");
        desk.passkeys.remove(session, made.id());
        assertThat(told(NoticeKind.PASSKEY_REMOVED)).isEqualTo(2);
        assertThat(slug(() -> signIn(holder, key))).isEqualTo("sign-in-failed");
        assertThat(slug(() -> desk.passkeys.remove(session, made.id()))).isEqualTo("not-found");
        assertThat(desk.trace(holder.record())).contains("DELETE_PASSKEY HOLDER");
    }

    @Test
    void oneIsMadeAfterAFreshSignInAlone() {
        desk.clock.forward(Duration.ofMinutes(10));
        assertThat(slug(() -> desk.passkeys.offer(session))).isEqualTo("fresh-sign-in-required");
    }

    @Test
    void anOfferIsGoodOnceAndInItsSession() {
        HolderSession other = desk.signIn(holder).session();
        OwnPasskeys.Offer offer = desk.passkeys.offer(session);
        assertThat(slug(() -> desk.passkeys.add(other, key.make("clé", offer.challenge()))))
                .isEqualTo("passkey-offer-gone");
        desk.passkeys.add(session, key.make("clé", offer.challenge()));
        SoftKey second = new SoftKey(desk.site.origin());
        assertThat(slug(() -> desk.passkeys.add(session, second.make("clé", offer.challenge()))))
                .isEqualTo("passkey-offer-gone");
        OwnPasskeys.Offer late = desk.passkeys.offer(session);
        assertThat(late.known()).hasSize(1);
        desk.clock.forward(Duration.ofMinutes(5));
        assertThat(slug(() -> desk.passkeys.add(session, second.make("clé", late.challenge()))))
                .isEqualTo("passkey-offer-gone");
    }

    @Test
    void whatIsNotMadeForUsIsNotKept() {
        assertThat(slug(() -> add(new SoftKey("https://pirate.example"), "clé")))
                .isEqualTo("passkey-refused");
        assertThat(slug(() -> add(new SoftKey(desk.site.origin()).of("pirate.example"), "clé")))
                .isEqualTo("passkey-refused");
        assertThat(slug(() -> add(new SoftKey(desk.site.origin()).unverified(), "clé")))
                .isEqualTo("passkey-refused");
        desk.passkeys.offer(session);
        assertThat(slug(() -> desk.passkeys.add(session, key.make("clé", new byte[32]))))
                .as("another challenge")
                .isEqualTo("passkey-refused");
        desk.passkeys.offer(session);
        assertThat(slug(() -> desk.passkeys.add(
                        session, new OwnPasskeys.Made("clé", new byte[] {'{', '}'}, new byte[] {1, 2, 3}))))
                .isEqualTo("passkey-refused");
        add(key, "clé");
        assertThat(slug(() -> add(key, "la même"))).isEqualTo("passkey-refused");
        assertThat(desk.passkeys.show(session)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\u0000b", "a\u202eb", "a\nb"})
    void aNameCanBeShown(String name) {
        assertThat(refusal(() -> add(key, name)).faults())
                .containsExactly(new Refusal.Fault("/name", "fault.passkey-name"));
        assertThat(refusal(() -> add(key, "x".repeat(61))).faults()).hasSize(1);
    }

    @Test
    void tenAreEnough() {
        for (int i = 0; i < 10; i++) {
            add(new SoftKey(desk.site.origin()), "clé " + i);
        }
        assertThat(slug(() -> desk.passkeys.offer(session))).isEqualTo("passkeys-full");
    }

    @Test
    void whoActsForSomeoneElseHasNoHandInIt() {
        HolderSession acting = new HolderSession(
                session.id(),
                session.record(),
                session.person(),
                session.scope(),
                session.expiresAt(),
                new Representative(UUID.randomUUID(), "Camille ESSAI"));
        assertThat(slug(() -> desk.passkeys.show(acting))).isEqualTo("not-found");
        assertThat(slug(() -> desk.passkeys.offer(acting))).isEqualTo("not-found");
        assertThat(slug(() -> desk.passkeys.add(acting, key.make("clé", new byte[32]))))
                .isEqualTo("not-found");
        assertThat(slug(() -> desk.passkeys.remove(acting, UUID.randomUUID()))).isEqualTo("not-found");
    }

    private Passkey add(SoftKey made, String name) {
        return desk.passkeys.add(
                session, made.make(name, desk.passkeys.offer(session).challenge()));
    }

    private SignIn.SignedIn signIn(Holder who, SoftKey with) {
        return confirm(desk.begin(who), with);
    }

    private SignIn.SignedIn confirm(SignIn.Challenge challenge, SoftKey with) {
        byte[] asked = desk.signIn.toSign(challenge.id()).challenge();
        return desk.signIn.confirm(challenge.id(), with.sign(asked), Desk.HOME);
    }

    private long told(NoticeKind kind) {
        return desk.transaction.execute(status -> desk.codes.of(holder.record(), null, 200)).stream()
                .map(Notices.Sent::kind)
                .filter(kind::equals)
                .count();
    }

    private static Refusal refusal(ThrowingCallable call) {
        return catchThrowableOfType(Refusal.class, call);
    }

    private static String slug(ThrowingCallable call) {
        Refusal refusal = refusal(call);
        return refusal == null ? null : refusal.slug();
    }
}
