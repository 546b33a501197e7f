package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Actor;
import fr.dmp.record.OwnAccessLog.Author;
import fr.dmp.record.OwnAccessLog.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which acts one line tells. */
class LogFoldTest {

    private static final Instant NOON = Instant.parse("2026-11-03T12:00:00Z");
    private static final Author HOLDER = new Author(Actor.Kind.HOLDER, null, null, null);
    private static final Entry LAST = entry(0, HOLDER, null, "READ_ENTRIES", AccessMode.NORMAL, "HOLDER/1", true);

    private static Entry entry(
            int secondsBefore, Author author, UUID behalf, String act, AccessMode mode, String ground, boolean intact) {
        Instant at = NOON.minusSeconds(secondsBefore);
        return new Entry(UUID.randomUUID(), at, author, behalf, act, "ALLERGY", mode, ground, intact);
    }

    private static Entry before(int seconds) {
        return entry(seconds, HOLDER, null, "READ_ENTRIES", AccessMode.NORMAL, "HOLDER/1", true);
    }

    private static List<LogFold> folded(Entry... entries) {
        return LogFold.of(List.of(entries), new Wording(Locale.FRENCH));
    }

    @Test
    void whatIsAlikeAndWithinMinutesIsOneLineFromFirstToLast() {
        List<LogFold> folds = folded(LAST, before(200), before(300), before(301));
        assertThat(folds).hasSize(2);
        assertThat(folds.get(0).lines()).hasSize(3);
        assertThat(folds.get(0).last().at()).endsWith("13\u00a0h\u00a000");
        assertThat(folds.get(0).since()).endsWith("12\u00a0h\u00a055");
        assertThat(folds.get(1).many()).isFalse();
    }

    static Stream<Entry> others() {
        Author doctor = new Author(Actor.Kind.PROFESSIONAL, "Hélène DURAND", "10", "10100100014");
        return Stream.of(
                entry(1, doctor, null, "READ_ENTRIES", AccessMode.NORMAL, "HOLDER/1", true),
                entry(1, HOLDER, UUID.randomUUID(), "READ_ENTRIES", AccessMode.NORMAL, "HOLDER/1", true),
                entry(1, HOLDER, null, "READ_ENTRIES_REFUSED", AccessMode.NORMAL, "HOLDER/1", true),
                entry(1, HOLDER, null, "READ_ENTRIES", AccessMode.BRIS_DE_GLACE, "HOLDER/1", true),
                entry(1, HOLDER, null, "READ_ENTRIES", AccessMode.NORMAL, "HOLDER/2", true),
                entry(1, HOLDER, null, "READ_ENTRIES", AccessMode.NORMAL, "HOLDER/1", false));
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatDiffersStandsByItselfAndPartsTheOthers(Entry other) {
        assertThat(folded(LAST, other, before(2))).hasSize(3);
    }
}
