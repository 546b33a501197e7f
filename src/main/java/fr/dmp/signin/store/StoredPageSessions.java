package fr.dmp.signin.store;

import static fr.dmp.signin.store.Instants.instant;
import static fr.dmp.signin.store.Instants.utc;

import fr.dmp.signin.KeptPageSession;
import fr.dmp.signin.KeptPageSessions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code dmp.professional_sign_in} and {@code dmp.professional_session}. */
@Repository
class StoredPageSessions implements KeptPageSessions {

    private final JdbcClient jdbc;

    StoredPageSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void expect(byte[] stateDigest, byte[] browserDigest, Instant now) {
        jdbc.sql("insert into dmp.professional_sign_in (state_digest, browser_digest, begun_at) values (?, ?, ?)")
                .params(stateDigest, browserDigest, utc(now))
                .update();
    }

    @Override
    public boolean take(byte[] stateDigest, byte[] browserDigest, Instant since) {
        return jdbc.sql(
                                """
                                delete from dmp.professional_sign_in
                                where state_digest = ? and browser_digest = ? and begun_at > ?
                                """)
                        .params(stateDigest, browserDigest, utc(since))
                        .update()
                == 1;
    }

    @Override
    public void add(KeptPageSession session, byte[] tokenDigest) {
        jdbc.sql(
                        """
                        insert into dmp.professional_session (token_digest, rpps, profession, regulation, last_seen_at,
                            expires_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        tokenDigest,
                        session.rpps(),
                        session.profession(),
                        session.regulation(),
                        utc(session.lastSeenAt()),
                        utc(session.expiresAt()))
                .update();
    }

    @Override
    public Optional<KeptPageSession> find(byte[] tokenDigest, Instant now, Duration idle) {
        return jdbc.sql(
                        """
                        select * from dmp.professional_session
                        where token_digest = ? and expires_at > ? and last_seen_at > ?
                        """)
                .params(tokenDigest, utc(now), utc(now.minus(idle)))
                .query((row, n) -> new KeptPageSession(
                        row.getString("rpps"),
                        row.getString("profession"),
                        row.getBoolean("regulation"),
                        instant(row, "last_seen_at"),
                        instant(row, "expires_at")))
                .optional();
    }

    @Override
    public void seen(byte[] tokenDigest, Instant now) {
        jdbc.sql("update dmp.professional_session set last_seen_at = ? where token_digest = ?")
                .params(utc(now), tokenDigest)
                .update();
    }

    @Override
    public void end(byte[] tokenDigest) {
        jdbc.sql("delete from dmp.professional_session where token_digest = ?")
                .param(tokenDigest)
                .update();
    }

    @Override
    public boolean forget(Instant begunBefore, Instant overBefore, int most) {
        int begun = forget("professional_sign_in", "begun_at", begunBefore, most);
        int over = forget("professional_session", "expires_at", overBefore, most);
        return begun == most || over == most;
    }

    private int forget(String table, String column, Instant before, int most) {
        return jdbc.sql(
                        """
                        delete from dmp.%1$s where ctid in
                            (select ctid from dmp.%1$s where %2$s < ? limit ? for update skip locked)
                        """
                                .formatted(table, column))
                .params(utc(before), most)
                .update();
    }
}
