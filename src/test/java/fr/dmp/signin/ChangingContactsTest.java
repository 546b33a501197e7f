package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import fr.dmp.SandboxTest;
import fr.dmp.identity.Channel;
import fr.dmp.identity.ContactChange;
import fr.dmp.identity.ContactChanges;
import fr.dmp.identity.ContactPoint;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredDirectory.Delivered;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.Desk.Holder;
import fr.dmp.signin.HolderSession.Representative;
import fr.dmp.signin.OwnContacts.Contact;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A holder changes where they are reached: proved, told to the old contacts, and counting after three days. */
@SandboxTest
class ChangingContactsTest {

    private static final Duration WAIT = Duration.ofHours(72);
    private static final String FRESH = "Neuve@Exemple.fr";

    @Autowired
    private ApplicationContext program;

    @Autowired
    private InsuredDirectory people;

    @Autowired
    private ContactChanges changes;

    @Autowired
    private Clock clock;

    private Desk desk;
    private Holder holder;
    private HolderSession session;

    @BeforeEach
    void signIn() {
        desk = Desk.withoutHashing(program);
        holder = desk.holder();
        session = desk.signIn(holder).session();
    }

    @Test
    void aNewContactCountsAfterThreeDays() {
        desk.contacts.ask(session, Channel.MAIL, " " + FRESH + " ");
        SentCodes.Code sent = last();
        assertThat(sent.destination()).isEqualTo("neuve@exemple.fr");
        Instant proved = desk.now();
        assertThat(desk.contacts.prove(session, sent.code()).effectiveAt()).isEqualTo(proved.plus(WAIT));

        Contact mail = shown(Channel.MAIL);
        assertThat(mail.destination()).isEqualTo("c•••@exemple.fr");
        assertThat(mail.change().destination()).isEqualTo("n•••@exemple.fr");
        assertThat(values()).containsExactly("+33612345678", "camille@exemple.fr");
        assertThat(told(NoticeKind.CONTACT_CHANGE_ASKED))
                .as("the old one and the other one, at once")
                .containsExactlyInAnyOrder("06 •• •• •• 78", "c•••@exemple.fr");

        desk.clock.forward(WAIT.minusMillis(1));
        desk.news.sweep();
        assertThat(values()).contains("camille@exemple.fr");
        desk.clock.forward(Duration.ofMillis(1));
        swept("neuve@exemple.fr");

        ContactPoint point = people.contacts(holder.person()).get(1);
        assertThat(point.since()).isEqualTo(proved.plus(WAIT));
        assertThat(point.verifiedAt()).isEqualTo(proved);
        assertThat(source(Channel.MAIL)).isEqualTo("HOLDER");
        assertThat(shown(Channel.MAIL)).satisfies(contact -> {
            assertThat(contact.verified()).isTrue();
            assertThat(contact.change()).isNull();
        });
        assertThat(told(NoticeKind.CONTACT_CHANGED)).containsExactlyInAnyOrder("06 •• •• •• 78", "n•••@exemple.fr");
        assertThat(desk.trace(holder.record()))
                .containsExactly(
                        "SIGN_IN PASSWORD_AND_CODE",
                        "CHANGE_CONTACT HOLDER",
                        "READ_CONTACTS HOLDER",
                        "CHANGE_CONTACT_DONE DELAY",
                        "READ_CONTACTS HOLDER");
    }

    /** The sweep may be late, or wait for another node: whoever asks gets what counts. */
    @Test
    void whatIsDueCountsBeforeItIsSwept() {
        Instant now = clock.instant();
        due(Channel.SMS, "+33639980199", now);
        assertThat(values()).containsExactly("+33639980199", "camille@exemple.fr");
        assertThat(people.contacts(holder.person()).get(0).since()).isCloseTo(now, within(1, ChronoUnit.MILLIS));
        due(Channel.MAIL, null, now);
        assertThat(values()).containsExactly("+33639980199");
        assertThat(changes.waiting(holder.person(), clock.instant())).isEmpty();
    }

    @Test
    void anotherOneDoesntLoseWhatIsDue() {
        due(Channel.SMS, "+33639980199", clock.instant());
        desk.clock.forward(Duration.between(desk.now(), clock.instant()).plusMillis(1));
        session = desk.signIn(holder).session();
        desk.contacts.ask(session, Channel.SMS, "06 39 98 01 98");
        desk.contacts.prove(session, last().code());
        assertThat(values()).containsExactly("+33639980199", "camille@exemple.fr");
        assertThat(desk.trace(holder.record())).contains("CHANGE_CONTACT_DONE DELAY");
    }

    /** Whatever many nodes do at once: entered, traced and told once. */
    @Test
    void ofManySweepsAtOnceOneEntersIt() throws Exception {
        due(Channel.MAIL, "neuve@exemple.fr", clock.instant());
        desk.clock.forward(WAIT);
        SigningInTest.atOnce(4, () -> {
            desk.news.sweep();
            return "swept";
        });
        swept("neuve@exemple.fr");
        assertThat(desk.trace(holder.record()))
                .containsExactly("SIGN_IN PASSWORD_AND_CODE", "CHANGE_CONTACT_DONE DELAY");
        assertThat(told(NoticeKind.CONTACT_CHANGED)).hasSize(2);
    }

    @Test
    void codesAndNoticesGoToTheOldOneUntilThen() {
        desk.contacts.ask(session, Channel.SMS, "06 39 98 01 99");
        desk.contacts.prove(session, last().code());
        desk.begin(holder);
        assertThat(last().destination()).isEqualTo("+33612345678");
        desk.clock.forward(WAIT);
        swept("+33639980199");
        desk.begin(holder);
        assertThat(last().destination()).isEqualTo("+33639980199");
    }

    /** A session left open is no place to divert codes from. */
    @Test
    void onlyWhoJustSignedInChangesAnything() {
        desk.clock.forward(Duration.ofMinutes(10));
        assertThat(slug(() -> desk.contacts.ask(session, Channel.MAIL, FRESH))).isEqualTo("fresh-sign-in-required");
        assertThat(slug(() -> desk.contacts.remove(session, Channel.MAIL))).isEqualTo("fresh-sign-in-required");
        SignIn.SignedIn changed = desk.passwords.change(session, Desk.PASSWORD, "un autre vélo sous la neige");
        assertThat(desk.contacts.fresh(changed.session()))
                .as("a new password proves nothing anew")
                .isFalse();
        assertThat(desk.codes.to(holder.record())).hasSize(1);
    }

    @Test
    void aNewPasswordKeepsWhatWasProved() {
        desk.clock.forward(Duration.ofMinutes(9));
        SignIn.SignedIn changed = desk.passwords.change(session, Desk.PASSWORD, "un autre vélo sous la neige");
        assertThat(desk.contacts.fresh(changed.session())).isTrue();
        desk.clock.forward(Duration.ofMinutes(1));
        assertThat(desk.contacts.fresh(changed.session())).isFalse();
    }

    @Test
    void aCodeIsGoodInItsOwnSessionAlone() {
        HolderSession other = desk.signIn(holder).session();
        desk.contacts.ask(session, Channel.MAIL, FRESH);
        String code = last().code();
        assertThat(slug(() -> desk.contacts.prove(other, code))).isEqualTo("code-gone");
        desk.contacts.prove(session, code);
        assertThat(slug(() -> desk.contacts.prove(session, code))).isEqualTo("code-gone");
    }

    @Test
    void fiveWrongCodesAndItIsOver() {
        desk.contacts.ask(session, Channel.MAIL, FRESH);
        String code = last().code();
        for (int left = 4; left >= 0; left--) {
            Refusal refusal = refusal(() -> desk.contacts.prove(session, Desk.other(code)));
            assertThat(refusal.slug()).isEqualTo("code-wrong");
            assertThat(refusal.properties()).containsEntry("triesLeft", left);
            if (left == 3) {
                assertThat(slug(() -> desk.contacts.prove(session, code))).isEqualTo("code-too-soon");
            }
            desk.clock.forward(Duration.ofSeconds(10));
        }
        assertThat(slug(() -> desk.contacts.prove(session, code))).isEqualTo("code-gone");
        assertThat(desk.trace(holder.record())).contains("CHANGE_CONTACT_REFUSED WRONG_CODE");
        assertThat(changes.waiting(holder.person(), desk.now())).isEmpty();
    }

    @Test
    void aCodeExpires() {
        desk.contacts.ask(session, Channel.MAIL, FRESH);
        String code = last().code();
        desk.clock.forward(CodeRules.LIFE);
        assertThat(slug(() -> desk.contacts.prove(session, code))).isEqualTo("code-gone");
    }

    @Test
    void anotherCodeReplacesTheOneBefore() {
        desk.contacts.ask(session, Channel.MAIL, FRESH);
        String before = last().code();
        assertThat(slug(() -> desk.contacts.ask(session, Channel.MAIL, FRESH))).isEqualTo("resend-too-soon");
        desk.clock.forward(CodeRules.RESEND_AFTER);
        desk.contacts.ask(session, Channel.SMS, "06 39 98 01 99");
        String code = last().code();
        if (!before.equals(code)) {
            assertThat(slug(() -> desk.contacts.prove(session, before))).isEqualTo("code-wrong");
            desk.clock.forward(Duration.ofSeconds(2));
        }
        desk.contacts.prove(session, code);
        assertThat(shown(Channel.MAIL).change()).isNull();
        assertThat(shown(Channel.SMS).change().destination()).isEqualTo("06 •• •• •• 99");
    }

    @Test
    void ofTwoChecksAtOnceOneWins() throws Exception {
        desk.contacts.ask(session, Channel.MAIL, FRESH);
        String code = last().code();
        List<String> answers =
                SigningInTest.atOnce(2, () -> Optional.ofNullable(slug(() -> desk.contacts.prove(session, code)))
                        .orElse("proved"));
        assertThat(answers).containsExactlyInAnyOrder("proved", "code-gone");
        assertThat(told(NoticeKind.CONTACT_CHANGE_ASKED)).hasSize(2);
    }

    @Test
    void whatWaitsIsStoppedFromAnySession() {
        desk.contacts.ask(session, Channel.MAIL, FRESH);
        desk.contacts.prove(session, last().code());
        desk.clock.forward(WAIT.minusSeconds(1));
        desk.contacts.withdraw(session, Channel.MAIL);
        assertThat(told(NoticeKind.CONTACT_CHANGE_WITHDRAWN)).hasSize(2);
        assertThat(slug(() -> desk.contacts.withdraw(session, Channel.MAIL))).isEqualTo("not-found");
        desk.clock.forward(Duration.ofSeconds(1));
        desk.news.sweep();
        assertThat(values()).contains("camille@exemple.fr");
        assertThat(desk.trace(holder.record())).contains("CHANGE_CONTACT_WITHDRAWN HOLDER");
    }

    @Test
    void whatCountsIsNotStoppedAnyMore() {
        desk.contacts.ask(session, Channel.MAIL, FRESH);
        desk.contacts.prove(session, last().code());
        desk.clock.forward(WAIT);
        assertThat(slug(() -> desk.contacts.withdraw(session, Channel.MAIL))).isEqualTo("not-found");
    }

    @Test
    void aContactIsTakenAwayAndNoDeliveryBringsItBack() {
        desk.contacts.remove(session, Channel.MAIL);
        assertThat(shown(Channel.MAIL).change().destination()).isNull();
        assertThat(told(NoticeKind.CONTACT_CHANGE_ASKED)).hasSize(2);
        desk.clock.forward(WAIT);
        await().untilAsserted(() -> {
            desk.news.sweep();
            assertThat(values()).containsExactly("+33612345678");
        });
        delivered("+33612345678", "autre@exemple.fr");
        assertThat(values()).containsExactly("+33612345678");
        assertThat(slug(() -> desk.contacts.remove(desk.signIn(holder).session(), Channel.SMS)))
                .isEqualTo("last-contact");
    }

    @Test
    void theLastOneStays() {
        desk.contacts.remove(session, Channel.MAIL);
        assertThat(slug(() -> desk.contacts.remove(session, Channel.SMS))).isEqualTo("last-contact");
        delivered(null, "camille@exemple.fr");
        assertThat(values()).containsExactly("camille@exemple.fr");
        desk.clock.forward(WAIT);
        await().untilAsserted(() -> {
            desk.news.sweep();
            assertThat(desk.trace(holder.record())).contains("CHANGE_CONTACT_DONE_REFUSED LAST_CONTACT");
        });
        assertThat(values()).containsExactly("camille@exemple.fr");
    }

    @Test
    void ofTwoRemovalsAtOnceOneIsRefused() throws Exception {
        List<Channel> each = List.of(Channel.SMS, Channel.MAIL);
        AtomicInteger next = new AtomicInteger();
        List<String> answers = SigningInTest.atOnce(2, () -> {
            Channel channel = each.get(next.getAndIncrement());
            return Optional.ofNullable(slug(() -> desk.contacts.remove(session, channel)))
                    .orElse("removed");
        });
        assertThat(answers).containsExactlyInAnyOrder("removed", "last-contact");
    }

    @Test
    void noDeliveryReplacesWhatTheHolderSet() {
        due(Channel.MAIL, "neuve@exemple.fr", clock.instant());
        desk.clock.forward(WAIT);
        swept("neuve@exemple.fr");
        delivered("+33612345678", "livree@exemple.fr");
        assertThat(values()).contains("neuve@exemple.fr");
        delivered("+33612345678", null);
        assertThat(values()).contains("neuve@exemple.fr");
    }

    @ParameterizedTest
    @CsvSource({
        "SMS, 0145678901, /value, fault.mobile",
        "SMS, '', /value, fault.mobile",
        "SMS, 06 12 34 56 78, /value, fault.contact-same",
        "MAIL, camille@, /value, fault.email",
        "MAIL, CAMILLE@exemple.fr, /value, fault.contact-same",
        "LETTER, x, /channel, fault.channel"
    })
    void whatIsWrongIsPointedOut(Channel channel, String value, String pointer, String fault) {
        assertThat(refusal(() -> desk.contacts.ask(session, channel, value)).faults())
                .containsExactly(new Refusal.Fault(pointer, fault));
    }

    @Test
    void withoutAnAccountForSmsThereIsNoMobileToProve() {
        desk.codes.withhold(Channel.SMS);
        assertThat(slug(() -> desk.contacts.ask(session, Channel.SMS, "06 39 98 01 99")))
                .isEqualTo("channel-unavailable");
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
        assertThat(slug(() -> desk.contacts.show(acting))).isEqualTo("not-found");
        assertThat(slug(() -> desk.contacts.ask(acting, Channel.MAIL, FRESH))).isEqualTo("not-found");
        assertThat(slug(() -> desk.contacts.prove(acting, "123456"))).isEqualTo("not-found");
        assertThat(slug(() -> desk.contacts.remove(acting, Channel.MAIL))).isEqualTo("not-found");
        assertThat(slug(() -> desk.contacts.withdraw(acting, Channel.MAIL))).isEqualTo("not-found");
    }

    /** Nobody's phone is rung for ever in somebody's name. */
    @Test
    void codesToNewContactsAreLimited() {
        Desk limited = Desk.withLimits(program, new Attempts.Allowed(60, 100));
        for (int i = 0; i < 5; i++) {
            limited.contacts.ask(session, Channel.MAIL, holder.record() + "@exemple.fr");
            limited.clock.forward(CodeRules.RESEND_AFTER);
        }
        assertThat(slug(() -> limited.contacts.ask(session, Channel.MAIL, holder.record() + "@exemple.fr")))
                .isEqualTo("too-many-requests");
        for (int i = 0; i < 4; i++) {
            limited.contacts.ask(session, Channel.MAIL, i + holder.record().toString() + "@exemple.fr");
            limited.clock.forward(CodeRules.RESEND_AFTER);
        }
        assertThat(slug(() -> limited.contacts.ask(session, Channel.MAIL, "x" + holder.record() + "@exemple.fr")))
                .isEqualTo("too-many-requests");
    }

    @Test
    void theChannelThatIsPreferredComesFirst() {
        assertThat(people.toldBy(holder.person())).isEqualTo(Channel.SMS);
        people.tellBy(holder.person(), Channel.MAIL);
        assertThat(values()).containsExactly("camille@exemple.fr", "+33612345678");
        desk.transaction.executeWithoutResult(
                status -> desk.codes.tell(holder.record(), holder.person(), NoticeKind.PASSWORD_CHANGED, Map.of()));
        assertThat(told(NoticeKind.PASSWORD_CHANGED)).containsExactly("c•••@exemple.fr");
        desk.transaction.executeWithoutResult(status -> desk.codes.tellAllOnce(
                Map.of(holder.record(), holder.person()), NoticeKind.HISTORY_ARRIVED, Instant.EPOCH));
        assertThat(told(NoticeKind.HISTORY_ARRIVED)).containsExactly("c•••@exemple.fr");
        desk.begin(holder);
        assertThat(last().channel()).as("codes follow what is asked for").isEqualTo(Channel.SMS);
    }

    private void due(Channel channel, String value, Instant at) {
        Instant asked = at.minus(WAIT);
        desk.transaction.executeWithoutResult(status -> changes.ask(
                new ContactChange(UUID.randomUUID(), holder.record(), holder.person(), channel, value, asked, at)));
    }

    private void delivered(String mobile, String mail) {
        people.takeIn(
                List.of(new Delivered(
                        people.get(holder.person()), Optional.ofNullable(mobile), Optional.ofNullable(mail))),
                Instant.now());
    }

    private void swept(String expected) {
        await().untilAsserted(() -> {
            desk.news.sweep();
            assertThat(values()).contains(expected);
            assertThat(desk.trace(holder.record())).contains("CHANGE_CONTACT_DONE DELAY");
        });
    }

    private Contact shown(Channel channel) {
        return desk.contacts.show(session).stream()
                .filter(contact -> contact.channel() == channel)
                .findFirst()
                .orElseThrow();
    }

    private List<String> values() {
        return people.contacts(holder.person()).stream()
                .map(ContactPoint::value)
                .toList();
    }

    private String source(Channel channel) {
        return desk.jdbc
                .sql("select source from dmp.contact_point where person = ? and channel = ?")
                .params(holder.person(), channel.name())
                .query(String.class)
                .single();
    }

    /** Where notices of that kind went, masked. */
    private List<String> told(NoticeKind kind) {
        return desk.transaction.execute(status -> desk.codes.of(holder.record(), null, 200)).stream()
                .filter(sent -> sent.kind() == kind)
                .map(Notices.Sent::destination)
                .toList();
    }

    private SentCodes.Code last() {
        List<SentCodes.Code> sent = desk.codes.to(holder.record());
        return sent.get(sent.size() - 1);
    }

    private static Refusal refusal(ThrowingCallable call) {
        return catchThrowableOfType(Refusal.class, call);
    }

    private static String slug(ThrowingCallable call) {
        Refusal refusal = refusal(call);
        return refusal == null ? null : refusal.slug();
    }
}
