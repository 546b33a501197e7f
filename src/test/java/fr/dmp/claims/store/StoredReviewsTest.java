package fr.dmp.claims.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.dmp.SandboxTest;
import fr.dmp.claims.store.StoredReviews.Mapping;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@SandboxTest
class StoredReviewsTest {

    @Autowired
    private StoredReviews reviews;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient jdbc;

    private final String odd = UUID.randomUUID().toString().substring(0, 8);

    /** The second waits for the first, and decides after it. */
    @Test
    void ofTwoWhoMapACodeAtOnceTheSecondMakesTheNextVersion() throws Exception {
        CompletableFuture<Void> second = transaction.execute(status -> {
            map("1111", "one");
            CompletableFuture<Void> waiting =
                    CompletableFuture.runAsync(() -> transaction.executeWithoutResult(other -> map("1112", "two")));
            await().until(() -> jdbc.sql("select count(*) from pg_locks where locktype = 'advisory' and not granted")
                            .query(Long.class)
                            .single()
                    > 0);
            return waiting;
        });
        second.get(20, TimeUnit.SECONDS);

        assertThat(jdbc.sql("select version || ' ' || known || ' ' || decided_by from dmp.code_mapping"
                                + " where unknown = ? order by version")
                        .param(odd)
                        .query(String.class)
                        .list())
                .containsExactly("1 1111 one", "2 1112 two");
    }

    private void map(String known, String login) {
        reviews.map(UUID.randomUUID(), List.of(new Mapping("ER_PRS_F.PRS_NAT_REF", odd, known)), login);
    }
}
