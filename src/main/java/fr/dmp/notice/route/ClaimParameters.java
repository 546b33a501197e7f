package fr.dmp.notice.route;

import fr.dmp.notice.Claimed;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.function.IntSupplier;
import org.springframework.jdbc.core.namedparam.AbstractSqlParameterSource;

/** What the claim needs to know, asked anew at every poll. */
final class ClaimParameters extends AbstractSqlParameterSource {

    private final Clock clock;
    private final IntSupplier free;

    ClaimParameters(Clock clock, IntSupplier free) {
        this.clock = clock;
        this.free = free;
        registerSqlType("now", Types.TIMESTAMP_WITH_TIMEZONE);
        registerSqlType("lease", Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    public boolean hasValue(String name) {
        return name.equals("now") || name.equals("lease") || name.equals("free");
    }

    @Override
    public Object getValue(String name) {
        return switch (name) {
            case "now" -> clock.instant().atOffset(ZoneOffset.UTC);
            case "lease" -> clock.instant().plus(Claimed.LEASE).atOffset(ZoneOffset.UTC);
            case "free" -> free.getAsInt();
            default -> throw new IllegalArgumentException(name);
        };
    }
}
