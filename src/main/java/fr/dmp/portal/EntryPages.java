package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.identity.Mobile;
import fr.dmp.record.Entries;
import fr.dmp.record.Entries.Content;
import fr.dmp.record.Entries.Draft;
import fr.dmp.record.Entries.Entry;
import fr.dmp.record.Entries.Kept;
import fr.dmp.refusal.Ids;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession;
import jakarta.servlet.http.HttpServletResponse;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * What the holder and their professionals wrote down: read, added to, changed. A form carries the version of the list that it
 * was made from; where another one holds by then, it is shown again with what was typed and what holds now.
 */
@Controller
@RequestMapping("/informations")
class EntryPages {

    private static final String HOME = "/informations";
    private static final String LIST = "portal/entries";
    private static final String ONE = "portal/entry";
    private static final String VERSION = "version";
    private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final Entries entries;
    private final EntryReading reading;

    EntryPages(Entries entries, EntryReading reading) {
        this.entries = entries;
        this.reading = reading;
    }

    @GetMapping
    String list(@AuthenticationPrincipal HolderSession holder, Locale locale, Model model) {
        return show(holder, Form.empty(), locale, model);
    }

    private String show(HolderSession holder, Form form, Locale locale, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("back", HOME);
        model.addAttribute(
                "lists", reading.all(holder.actor(), AccessMode.NORMAL, holder.record(), new Wording(locale)));
        return LIST;
    }

    @GetMapping("/{list}/ajouter")
    String begin(@AuthenticationPrincipal HolderSession holder, @PathVariable String list, Model model) {
        EntryPart part = EntryPart.of(list);
        Form form = Form.empty();
        form.put(VERSION, read(holder, part).version());
        return show(part, null, form, model);
    }

    @PostMapping("/{list}/ajouter")
    String add(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String list,
            @RequestParam Map<String, String> typed,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        return save(new Change(holder, EntryPart.of(list), null, Form.of(typed)), locale, response, model);
    }

    @GetMapping("/{list}/{id}")
    String open(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String list,
            @PathVariable String id,
            Locale locale,
            Model model) {
        EntryPart part = EntryPart.of(list);
        Kept kept = read(holder, part);
        Entry entry = find(kept, Ids.of(id)).orElseThrow(Refusal::absent);
        Form form = Form.empty();
        form.put(VERSION, kept.version());
        form.put(part.label(), entry.label());
        form.put(part.note(), entry.note() == null ? "" : entry.note());
        if (part.phone() != null && entry.phone() != null) {
            form.put(part.phone(), Mobile.written(entry.phone()));
        }
        if (part.since() != null && entry.since() != null) {
            form.put(part.since(), TYPED.format(entry.since()));
        }
        model.addAttribute("written", EntryView.of(entry, new Wording(locale)));
        return show(part, entry.id(), form, model);
    }

    @PostMapping("/{list}/{id}")
    String change(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String list,
            @PathVariable String id,
            @RequestParam Map<String, String> typed,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        return save(new Change(holder, EntryPart.of(list), Ids.of(id), Form.of(typed)), locale, response, model);
    }

    @PostMapping("/{list}/{id}/retirer")
    String remove(
            @AuthenticationPrincipal HolderSession holder,
            @PathVariable String list,
            @PathVariable String id,
            @RequestParam Map<String, String> typed,
            Locale locale,
            HttpServletResponse response,
            Model model) {
        EntryPart part = EntryPart.of(list);
        Change change = new Change(holder, part, Ids.of(id), Form.of(typed));
        Kept now = read(holder, part);
        try {
            List<Draft> left = changed(now, change, null);
            entries.replace(holder, part.kind(), left, change.madeFrom(now));
            return To.page(HOME + "#" + part.path());
        } catch (Refusal refused) {
            if (refused.kind() != Refusal.Kind.STALE) {
                throw refused;
            }
            Form form = Form.empty();
            form.refuse(refused);
            Answer.refused(response, refused);
            return show(holder, form, locale, model);
        }
    }

    /** @param id of the entry that is changed; absent for a new one */
    private record Change(HolderSession holder, EntryPart part, @Nullable UUID id, Form form) {

        Predicate<String> madeFrom(Kept now) {
            return version -> version.equals(form.value(VERSION)) && version.equals(now.version());
        }
    }

    private String save(Change change, Locale locale, HttpServletResponse response, Model model) {
        Form form = change.form();
        Content typed = change.part().read(form);
        if (form.wrong()) {
            response.setStatus(Refusal.Kind.UNACCEPTABLE.status());
            return show(change.part(), change.id(), form, model);
        }
        Kept now = read(change.holder(), change.part());
        try {
            List<Draft> items = changed(now, change, typed);
            entries.replace(change.holder(), change.part().kind(), items, change.madeFrom(now));
            return To.page(HOME + "#" + change.part().path());
        } catch (Refusal refused) {
            return refused(change, now, refused, locale, response, model);
        }
    }

    private String refused(
            Change change, Kept now, Refusal refused, Locale locale, HttpServletResponse response, Model model) {
        if (refused.kind() != Refusal.Kind.STALE && refused.kind() != Refusal.Kind.UNACCEPTABLE) {
            throw refused;
        }
        EntryPart part = change.part();
        Optional<Entry> old = find(now, change.id());
        int place = old.map(now.items()::indexOf).orElse(now.items().size());
        change.form().refuse(refused, part.fields("/items/" + place), part.label());
        Answer.refused(response, refused);
        if (refused.kind() == Refusal.Kind.STALE) {
            change.form().put(VERSION, now.version());
            model.addAttribute("now", EntryReading.Shown.of(part, now, new Wording(locale)));
            model.addAttribute("gone", change.id() != null && old.isEmpty());
        }
        return show(part, old.map(Entry::id).orElse(null), change.form(), model);
    }

    /** @param id of the entry that the form changes; absent where it adds one */
    private static String show(EntryPart part, @Nullable UUID id, Form form, Model model) {
        model.addAttribute("part", part);
        model.addAttribute("id", id);
        model.addAttribute("form", form);
        model.addAttribute("back", HOME + "/" + part.path() + "/" + (id == null ? "ajouter" : id));
        return ONE;
    }

    private Kept read(HolderSession holder, EntryPart part) {
        return entries.read(holder.actor(), AccessMode.NORMAL, holder.record(), part.kind());
    }

    /** @param typed absent where the entry ends */
    private static List<Draft> changed(Kept now, Change change, @Nullable Content typed) {
        if (change.id() != null && find(now, change.id()).isEmpty()) {
            throw change.madeFrom(now).test(now.version())
                    ? Refusal.absent()
                    : Refusal.of(Refusal.Kind.STALE, "stale-version");
        }
        List<Draft> items = new ArrayList<>();
        for (Entry entry : now.items()) {
            if (!entry.id().equals(change.id())) {
                items.add(same(entry));
            } else if (typed != null) {
                items.add(changed(entry, typed));
            }
        }
        if (change.id() == null && typed != null) {
            items.add(new Draft(null, typed.label(), null, typed.since(), typed.note(), typed.phone(), null, null));
        }
        return items;
    }

    /** A code says what the label says: it doesn't outlive it. */
    private static Draft changed(Entry entry, Content typed) {
        String code = entry.label().equals(typed.label()) ? entry.code() : null;
        return new Draft(entry.id(), typed.label(), code, typed.since(), typed.note(), typed.phone(), null, null);
    }

    private static Draft same(Entry entry) {
        return new Draft(
                entry.id(), entry.label(), entry.code(), entry.since(), entry.note(), entry.phone(), null, null);
    }

    private static Optional<Entry> find(Kept kept, @Nullable UUID id) {
        return kept.items().stream().filter(entry -> entry.id().equals(id)).findFirst();
    }
}
