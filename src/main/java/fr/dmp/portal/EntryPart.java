package fr.dmp.portal;

import fr.dmp.record.Entries.Content;
import fr.dmp.record.EntryKind;
import fr.dmp.refusal.Refusal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the lists that are kept beside the documents, as the pages call it and its fields. */
enum EntryPart {
    ALLERGIES(EntryKind.ALLERGIES, "allergies", "allergie", "depuis", "precisions"),
    VACCINATIONS(EntryKind.VACCINATIONS, "vaccinations", "vaccin", "date-vaccin", "precisions"),
    CONDITIONS(EntryKind.CONDITIONS, "maladies", "maladie", "depuis", "precisions"),
    TREATMENTS(EntryKind.TREATMENTS, "traitements", "traitement", "depuis", "precisions"),
    EMERGENCY_CONTACTS(EntryKind.EMERGENCY_CONTACTS, "personnes", "personne", null, "joindre");

    private static final String PHONE = "portable";

    /** The professionals' alone to give. */
    static final String CODE = "code-medical";

    private final EntryKind kind;
    private final String path;
    private final String label;
    private final @Nullable String since;
    private final String note;

    EntryPart(EntryKind kind, String path, String label, @Nullable String since, String note) {
        this.kind = kind;
        this.path = path;
        this.label = label;
        this.since = since;
        this.note = note;
    }

    /** By its word in an address; absent for any other. */
    static EntryPart of(String path) {
        return Arrays.stream(values())
                .filter(part -> part.path.equals(path))
                .findFirst()
                .orElseThrow(Refusal::absent);
    }

    EntryKind kind() {
        return kind;
    }

    public String path() {
        return path;
    }

    /** The field of what it is. */
    public String label() {
        return label;
    }

    /** The field of the day; a person to contact has none. */
    public @Nullable String since() {
        return since;
    }

    public String note() {
        return note;
    }

    /** The field of a mobile; only a person to contact has one. */
    public @Nullable String phone() {
        return this == EMERGENCY_CONTACTS ? PHONE : null;
    }

    /** Whether a professional may add to it. */
    public boolean shared() {
        return this != EMERGENCY_CONTACTS;
    }

    /** What was typed, with marks at what isn't there or isn't a day. A note is one paragraph: ends of lines are spaces. */
    Content read(Form form) {
        form.require(label);
        return new Content(
                form.value(label),
                blank(form.value(CODE)),
                since == null ? null : TypedDate.asked(form, since),
                blank(form.value(note).replaceAll("\\R", " ")),
                phone() == null ? null : blank(form.value(PHONE)));
    }

    private static @Nullable String blank(String value) {
        return value.isEmpty() ? null : value;
    }

    /**
     * The fields, by the pointers of what is refused.
     *
     * @param pointer of the entry, {@code /items/3}
     */
    Map<String, String> fields(String pointer) {
        Map<String, String> fields =
                new HashMap<>(Map.of(pointer + "/label", label, pointer + "/note", note, pointer + "/code", CODE));
        if (phone() != null) {
            fields.put(pointer + "/phone", PHONE);
        }
        if (since != null) {
            fields.put(pointer + "/since", since);
        }
        return fields;
    }
}
