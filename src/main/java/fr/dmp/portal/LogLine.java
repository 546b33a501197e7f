package fr.dmp.portal;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.audit.Traced;
import fr.dmp.record.OwnAccessLog;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One act of the trace, as a page tells it.
 *
 * @param by who acted
 * @param name theirs; null where there is none to show
 * @param profession code of a professional's; null where it isn't known
 * @param behalf whether they acted for the holder
 * @param act what was done, {@code READ_ENTRIES}, refused or not
 * @param document the id of the document that it was done to
 * @param ground why it was allowed, or not, {@code AUTHORIZATION}
 * @param rule the ground with the version of its rules
 * @param intact false where the stored entry is no longer what was hashed
 */
record LogLine(
        UUID id,
        String at,
        Actor.Kind by,
        @Nullable String name,
        @Nullable String profession,
        boolean behalf,
        String act,
        boolean refused,
        @Nullable UUID document,
        AccessMode mode,
        String ground,
        String rule,
        boolean intact) {

    private static final String REFUSED = "_REFUSED";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    static LogLine of(OwnAccessLog.Entry entry, Wording wording) {
        return of(
                new What(entry.id(), entry.at(), entry.act(), entry.subject(), entry.ground(), entry.intact()),
                new Who(
                        entry.actor().kind(),
                        entry.actor().name(),
                        entry.actor().profession()),
                entry.onBehalfOf() != null,
                entry.mode(),
                wording);
    }

    /** From what a proof holds. */
    static LogLine of(Traced entry, Wording wording) {
        return of(
                new What(
                        entry.id(),
                        entry.at(),
                        entry.act().act(),
                        entry.act().subject(),
                        entry.act().ground(),
                        entry.intact()),
                new Who(entry.act().actor().kind(), entry.act().actor().name(), null),
                entry.act().onBehalfOf() != null,
                entry.act().mode(),
                wording);
    }

    private record Who(Actor.Kind kind, @Nullable String name, @Nullable String profession) {

        @Override
        public String toString() {
            return "Who";
        }
    }

    private record What(UUID id, Instant at, String act, @Nullable String subject, String ground, boolean intact) {}

    private static LogLine of(What what, Who who, boolean behalf, AccessMode mode, Wording wording) {
        boolean refused = what.act().endsWith(REFUSED);
        String act = refused ? what.act().substring(0, what.act().length() - REFUSED.length()) : what.act();
        return new LogLine(
                what.id(),
                wording.moment(what.at()),
                who.kind(),
                who.name(),
                who.profession(),
                behalf,
                act,
                refused,
                document(act, what.subject()),
                mode,
                what.ground().replaceFirst("/.*", ""),
                what.ground(),
                what.intact());
    }

    private static @Nullable UUID document(String act, @Nullable String subject) {
        return act.contains("DOCUMENT")
                        && subject != null
                        && ID.matcher(subject).matches()
                ? UUID.fromString(subject)
                : null;
    }

    @Override
    public String toString() {
        return "LogLine[" + id + "]";
    }
}
