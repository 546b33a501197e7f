package fr.dmp.claims.web;

import fr.dmp.claims.delivery.Account.Fate;
import fr.dmp.claims.delivery.Account.Sum;
import fr.dmp.claims.store.DeliveryBoard.Count;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How a data steward reads what the board has: in French, whatever the browser speaks, like all of the staff's surface. */
@Component("deliveryWording")
class Wording {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.FRENCH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM", Locale.FRENCH);

    private final MessageSource texts;

    Wording(MessageSource texts) {
        this.texts = texts;
    }

    /** A reason without words of its own is shown as it is. */
    public String reason(String reason) {
        return text("claims.reason." + reason, reason);
    }

    public String kind(String kind) {
        return text("claims.kind." + kind, kind);
    }

    public String state(String state) {
        return text("claims.state." + state, state);
    }

    public String review(String state) {
        return text("claims.review." + state, state);
    }

    public String fate(Fate fate) {
        return text("claims.fate." + fate, fate.name());
    }

    public String fund(Count count) {
        if (count.key().isEmpty()) {
            return text("claims.fund.none", "");
        }
        return count.label() == null ? count.key() : count.key() + " " + count.label();
    }

    public String week(String monday) {
        return LocalDate.parse(monday).format(DAY);
    }

    public String moment(Instant at) {
        return at.atZone(PARIS).format(MOMENT);
    }

    public String number(long value) {
        return NumberFormat.getIntegerInstance(Locale.FRENCH).format(value);
    }

    /** @param share from 0 to 1 */
    public String percent(double share) {
        return NumberFormat.getPercentInstance(Locale.FRENCH).format(share);
    }

    /** @param seconds absent as long as nothing can be foretold */
    public String remaining(@Nullable Long seconds) {
        if (seconds == null) {
            return "–";
        }
        return seconds < 120 ? seconds + " s" : number(Math.round(seconds / 60.0)) + " min";
    }

    public String euros(Sum sum) {
        return NumberFormat.getCurrencyInstance(Locale.FRANCE).format(sum.cents() / 100.0);
    }

    /** {@code ER_PHA_F} of {@code ER_PHA_F.PHA_PRS_C13}; nothing where the file has but one table. */
    static String table(String column) {
        return column.startsWith("ER_") ? column.split("\\.")[0] : "";
    }

    /** {@code PHA_PRS_C13} of it; nothing where the whole line is meant. */
    static String column(String column) {
        int point = column.indexOf('.');
        return column.startsWith("ER_") ? point < 0 ? "" : column.substring(point + 1) : column;
    }

    public String where(String column) {
        String only = column(column);
        return table(column).isEmpty() ? only : table(column) + (only.isEmpty() ? "" : " · " + only);
    }

    private String text(String key, String otherwise) {
        return String.valueOf(texts.getMessage(key, null, otherwise, Locale.FRENCH));
    }
}
