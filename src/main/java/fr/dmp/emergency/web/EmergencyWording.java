package fr.dmp.emergency.web;

import fr.dmp.audit.AccessMode;
import fr.dmp.emergency.EmergencyReason;
import fr.dmp.emergency.Evidence;
import fr.dmp.emergency.FindingReason;
import fr.dmp.emergency.Review;
import fr.dmp.emergency.web.StaffEmergencies.Counted;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How a reviewer reads an emergency access: in French, whatever the browser speaks, like all of the staff's surface. */
@Component
class EmergencyWording {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("dd/MM/yyyy 'à' HH:mm", Locale.FRENCH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.FRENCH);

    private final MessageSource texts;

    EmergencyWording(MessageSource texts) {
        this.texts = texts;
    }

    public String mode(AccessMode mode) {
        return text("emergency.mode." + mode, mode.name());
    }

    public String reason(EmergencyReason reason) {
        return text("emergency.reason." + reason, reason.name());
    }

    public String review(Review review) {
        return text("emergency.review." + review, review.name());
    }

    public String profession(String code) {
        return text("portal.pro.profession." + code, code);
    }

    String standsOut(FindingReason reason) {
        return text("emergency.finding." + reason, reason.name());
    }

    public String moment(Instant at) {
        return at.atZone(PARIS).format(MOMENT);
    }

    public String month(YearMonth month) {
        return month.format(MONTH);
    }

    public String number(long value) {
        return NumberFormat.getIntegerInstance(Locale.FRENCH).format(value);
    }

    /** Documents by their class where any was opened; what wasn't looked at is told, too. */
    List<Counted> counted(Evidence evidence) {
        List<Counted> counts = new ArrayList<>();
        evidence.documents()
                .forEach((code, things) -> counts.add(new Counted(
                        text("emergency.count.documents", "") + text("portal.document.class." + code, code), things)));
        if (counts.isEmpty()) {
            counts.add(counted("no-document", 0));
        }
        counts.add(counted("lists", evidence.lists()));
        counts.add(counted("care-history", evidence.careHistory()));
        counts.add(counted("entries", evidence.entries()));
        counts.add(counted("deposits", evidence.deposits()));
        counts.add(counted("care-lines", evidence.careLines()));
        counts.add(counted("opened", evidence.opened()));
        counts.add(counted("unjustified", evidence.unjustified()));
        return counts;
    }

    private Counted counted(String what, long things) {
        return new Counted(text("emergency.count." + what, what), things);
    }

    private String text(String key, String otherwise) {
        return String.valueOf(texts.getMessage(key, null, otherwise, Locale.FRENCH));
    }
}
