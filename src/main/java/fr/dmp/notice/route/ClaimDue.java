package fr.dmp.notice.route;

import fr.dmp.identity.Channel;
import fr.dmp.notice.Claimed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The one statement by which a node takes what is due, committed by itself: what it took is taken, whatever happens
 * after. New notices are due at their time. Those whose lease ran out are due again: a mail or a letter is sent once more;
 * an SMS, and any code, may have gone out and is only looked up. New codes go first, as they don't live long; then
 * whatever has been due for longest, so that neither waits behind an endless row of the other.
 *
 * <p>It stands here and not in the store, because it is Spring Integration's adapter that runs it.
 */
final class ClaimDue {

    /** Parameters {@code now}, {@code lease} (instants) and {@code free} (how many this node can send at once). */
    static final String SQL =
            """
            with due as (
                select id, expires_at, not_before as at from dmp.notice where state = 'NEW' and not_before <= :now
                order by expires_at, at limit :free for update skip locked),
            stale as (
                select id, cast(null as timestamptz), lease_until as at from dmp.notice
                where state in ('CLAIMED', 'UNKNOWN') and lease_until <= :now
                order by at limit :free for update skip locked)
            update dmp.notice n
            set state = case
                    when n.state = 'NEW' then 'CLAIMED'
                    when n.channel = 'SMS' or n.expires_at is not null then 'UNKNOWN'
                    else 'CLAIMED' end,
                attempts = n.attempts + 1,
                lease_until = :lease
            where n.id in (
                select id from (select * from due union all select * from stale) either order by expires_at, at limit :free)
            returning n.id, n.channel, n.state, n.attempts
            """;

    private ClaimDue() {}

    static Claimed claimed(ResultSet row, int number) throws SQLException {
        return new Claimed(
                row.getObject("id", UUID.class),
                Channel.valueOf(row.getString("channel")),
                row.getString("state").equals("UNKNOWN"),
                row.getInt("attempts"));
    }
}
