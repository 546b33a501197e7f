package fr.dmp.notice.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.SandboxTest;
import fr.dmp.identity.Channel;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.notice.Insured;
import fr.dmp.notice.Mobiles;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.record.Creations;
import fr.dmp.record.SomePeople;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Where people were reached is forgotten in its time, and not before; what holders see of it stays. */
@SandboxTest
class NoticeSweepTest {

    @Autowired
    private NoticeSweep sweep;

    @Autowired
    private Notices notices;

    @Autowired
    private Creations creations;

    @Autowired
    private InsuredDirectory people;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void anAbandonedCreationLeavesNoContact() {
        String abandoned = Mobiles.any();
        String younger = Mobiles.any();
        begin(abandoned);
        begin(younger);
        age(abandoned, "2 days");
        age(younger, "47 hours");
        sweep.sweep();
        assertThat(rowsWith(abandoned)).isZero();
        assertThat(rowsWith(younger)).isEqualTo(1);
    }

    @Test
    void aHoldersNoticeStaysWithItsDestinationMasked() {
        String mobile = Mobiles.any();
        String younger = Mobiles.any();
        UUID record = tell(mobile);
        UUID recent = tell(younger);
        age(mobile, "30 days");
        age(younger, "29 days");
        List<Notices.Sent> before = listed(record);
        sweep.sweep();
        assertThat(rowsWith(mobile)).isZero();
        assertThat(listed(record)).isEqualTo(before).singleElement().satisfies(sent -> assertThat(sent.destination())
                .isEqualTo("07 •• •• •• " + mobile.substring(10)));
        assertThat(rowsWith(younger)).isEqualTo(1);
        assertThat(listed(recent)).hasSize(1);
    }

    /** However old: it is still to be sent. */
    @Test
    void whatIsNotSettledStays() {
        String mobile = Mobiles.any();
        transaction.executeWithoutResult(status -> {
            notices.sendSecret(null, NoticeKind.IDENTIFIER, Channel.SMS, mobile, "ABCD-1234");
            jdbc.sql(
                            """
                            update dmp.notice set created_at = created_at - interval '1 year',
                                not_before = not_before + interval '1 year' where destination = ?
                            """)
                    .param(mobile)
                    .update();
        });
        sweep.sweep();
        assertThat(rowsWith(mobile)).isEqualTo(1);
    }

    @Test
    void allOfItGoesBatchAfterBatch() {
        String reference = old(2_001);
        sweep.sweep();
        assertThat(rowsWith(reference)).isZero();
    }

    @Test
    void oneNodeAtATimeSweeps() {
        String reference = old(1);
        transaction.executeWithoutResult(otherNode -> {
            jdbc.sql("select pg_advisory_xact_lock(hashtext('notice-sweep'))")
                    .query((row, n) -> true)
                    .single();
            CompletableFuture.runAsync(sweep::sweep).join();
        });
        assertThat(rowsWith(reference)).isEqualTo(1);
        sweep.sweep();
        assertThat(rowsWith(reference)).isZero();
    }

    private void begin(String mobile) {
        SomePeople.Someone someone = SomePeople.anyone();
        creations.begin(
                someone.application("Essai", someone.serial(), mobile),
                UUID.randomUUID().toString());
        settled(mobile);
    }

    private UUID tell(String mobile) {
        UUID record = UuidCreator.getTimeOrderedEpoch();
        UUID person = Insured.with(people, mobile, UUID.randomUUID() + "@exemple.fr");
        transaction.executeWithoutResult(status -> notices.tell(record, person, NoticeKind.PASSWORD_CHANGED, Map.of()));
        settled(mobile);
        return record;
    }

    private void settled(String mobile) {
        await().atMost(Duration.ofSeconds(15))
                .until(() -> jdbc.sql("select state = 'DELIVERED' from dmp.notice where destination = ?")
                        .param(mobile)
                        .query(Boolean.class)
                        .single());
    }

    private void age(String mobile, String by) {
        jdbc.sql("update dmp.notice set created_at = created_at - cast(? as interval) where destination = ?")
                .params(by, mobile)
                .update();
    }

    /** So many codes of long ago; returns what stands in each. */
    private String old(int many) {
        String reference = UUID.randomUUID().toString();
        jdbc.sql(
                        """
                        insert into dmp.notice (id, kind, channel, destination, masked, reference, state, created_at,
                            not_before)
                        select gen_random_uuid(), 'CONTACT_CODE', 'SMS', '+33700000000', '', ?, 'SENT', '2001-01-01',
                            '2001-01-01'
                        from generate_series(1, ?)
                        """)
                .params(reference, many)
                .update();
        return reference;
    }

    private List<Notices.Sent> listed(UUID record) {
        return transaction.execute(status -> notices.of(record, null, 10));
    }

    private long rowsWith(String text) {
        return jdbc.sql("select count(*) from dmp.notice n where position(? in n::text) > 0")
                .param(text)
                .query(Long.class)
                .single();
    }
}
