package fr.dmp.portal;

import fr.dmp.identity.Channel;
import fr.dmp.notice.NoticeKind;
import fr.dmp.notice.Notices;
import fr.dmp.record.OwnNotices;
import fr.dmp.record.OwnRecord;
import fr.dmp.record.RecordStatus;
import fr.dmp.signin.HolderSession;
import fr.dmp.signin.Representation;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The holder's home, and what was sent to them. */
@Controller
class RecordPages {

    private static final int MANY = 50;

    private final HomeReading own;
    private final OwnNotices sent;
    private final Representation representation;

    RecordPages(HomeReading own, OwnNotices sent, Representation representation) {
        this.own = own;
        this.sent = sent;
        this.representation = representation;
    }

    @GetMapping("/dossier")
    String home(@AuthenticationPrincipal HolderSession holder, Locale locale, Model model) {
        Wording wording = new Wording(locale);
        HomeReading.Home home = own.home(holder);
        model.addAttribute("record", Shown.of(home.record(), wording));
        model.addAttribute("notices", notices(home.latest(), wording));
        model.addAttribute(
                "represents",
                holder.by() == null && !representation.offered(holder).isEmpty());
        return "portal/record";
    }

    @GetMapping("/avis")
    String notices(
            @AuthenticationPrincipal HolderSession holder,
            @RequestParam(name = "suite", required = false) @Nullable String cursor,
            Locale locale,
            Model model) {
        OwnNotices.Page page = sent.read(holder, cursor, MANY);
        model.addAttribute("notices", notices(page.items(), new Wording(locale)));
        model.addAttribute("next", page.next());
        return "portal/notices";
    }

    private static List<Sent> notices(List<Notices.Sent> sent, Wording wording) {
        return sent.stream().map(notice -> Sent.of(notice, wording)).toList();
    }

    /**
     * The record as the page shows it.
     *
     * @param opener the professional's name, where one opened it
     * @param treating name and town of the treating physician
     */
    record Shown(
            RecordStatus status,
            String openedOn,
            String openedBy,
            @Nullable String opener,
            @Nullable String treating,
            boolean breakGlass,
            boolean regulation) {

        static Shown of(OwnRecord.View record, Wording wording) {
            OwnRecord.@Nullable Physician physician = record.treatingPhysician();
            return new Shown(
                    record.status(),
                    wording.date(record.openedAt()),
                    record.openedBy(),
                    record.opener(),
                    physician == null ? null : named(physician),
                    record.emergency().breakGlass(),
                    record.emergency().regulation());
        }

        private static String named(OwnRecord.Physician physician) {
            return physician.city() == null ? physician.name() : physician.name() + ", " + physician.city();
        }
    }

    /**
     * A notice as the page shows it.
     *
     * @param tone {@code good}, {@code wait} or {@code bad}
     */
    record Sent(NoticeKind kind, Channel channel, String at, String destination, String state, String tone) {

        static Sent of(Notices.Sent notice, Wording wording) {
            return new Sent(
                    notice.kind(),
                    notice.channel(),
                    wording.moment(notice.at()),
                    Wording.unbroken(notice.destination()),
                    notice.state(),
                    tone(notice.state()));
        }

        @Override
        public String toString() {
            return "Sent[" + kind + " " + state + "]";
        }

        private static String tone(String state) {
            return switch (state) {
                case "DELIVERED", "SENT" -> "good";
                case "FAILED", "DEAD" -> "bad";
                default -> "wait";
            };
        }
    }
}
