package fr.dmp.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.audit.TraceCheck.Verdict;
import fr.dmp.audit.TraceExport.Entry;
import fr.dmp.audit.TraceExport.Head;
import fr.dmp.vault.PublicKeys;
import fr.dmp.vault.SigningKey;
import fr.dmp.vault.SigningKeys;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is done to a trace that was signed is found, and nothing is found where nothing was done. Each kind of tampering
 * has its own share of {@code dmp.trace-mutations}.
 */
class TamperedTraceTest {

    private static final int MUTATIONS = Integer.getInteger("dmp.trace-mutations", 500);
    private static final SigningKey KEY = SigningKeys.fresh();
    private static final SigningKey THIEFS = SigningKeys.fresh();
    private static final PublicKeys PUBLISHED = PublicKeys.of(KEY.publicPem());

    private interface Tampering {
        void with(SampleTrace trace, Random random);
    }

    /** Whoever does it knows the format, and mends whatever can be mended without the key. */
    enum Kind {
        FIELD_EDITED((trace, random) -> replace(trace, random, entry -> {
            byte[] other = edited(entry.content(), random);
            return new Entry(entry.record(), entry.seq(), other, other, entry.hash());
        })),
        COLUMN_EDITED((trace, random) -> replace(
                trace,
                random,
                entry -> new Entry(
                        entry.record(), entry.seq(), entry.content(), edited(entry.content(), random), entry.hash()))),
        HASH_EDITED((trace, random) -> replace(
                trace,
                random,
                entry -> new Entry(
                        entry.record(), entry.seq(), entry.content(), entry.content(), edited(entry.hash(), random)))),
        MOVED_TO_ANOTHER_RECORD((trace, random) -> replace(
                trace,
                random,
                entry -> new Entry(
                        new UUID(random.nextLong(), 7), entry.seq(), entry.content(), entry.content(), entry.hash()))),
        DELETED((trace, random) -> trace.things.remove(any(trace, random))),
        DELETED_AND_RENUMBERED((trace, random) -> {
            Entry gone = any(trace, random);
            trace.things.remove(gone);
            trace.things.replaceAll(thing ->
                    thing instanceof Entry entry && entry.record().equals(gone.record()) && entry.seq() > gone.seq()
                            ? new Entry(entry.record(), entry.seq() - 1, entry.content(), entry.content(), entry.hash())
                            : thing);
            trace.chain();
        }),
        WHOLE_RECORD_DELETED((trace, random) -> {
            UUID record = any(trace, random).record();
            trace.things.removeIf(
                    thing -> thing instanceof Entry entry && entry.record().equals(record));
            trace.heads.remove(record.toString());
        }),
        REPEATED((trace, random) -> trace.things.add(random.nextInt(trace.things.size()), any(trace, random))),
        INSERTED_AT_THE_END_OF_ITS_CHAIN((trace, random) -> {
            Head head = trace.heads.get(any(trace, random).record().toString());
            trace.things.add(random.nextInt(trace.things.size() - 1), trace.act(random, head.record(), head.seq() + 1));
            trace.chain();
        }),
        INSERTED_FOR_A_NEW_RECORD((trace, random) -> {
            trace.things.add(
                    random.nextInt(trace.things.size() - 1), trace.act(random, new UUID(random.nextLong(), 7), 1));
            trace.chain();
        }),
        REORDERED((trace, random) -> {
            Entry one = any(trace, random);
            Entry other = any(trace, random);
            while (one.equals(other)) {
                other = any(trace, random);
            }
            int first = trace.things.indexOf(one);
            trace.things.set(trace.things.indexOf(other), one);
            trace.things.set(first, other);
        }),
        CUT_SHORT((trace, random) -> {
            int left = random.nextInt(trace.things.size());
            trace.things.subList(left, trace.things.size()).clear();
            trace.chain();
        }),
        REWRITTEN_FROM_AN_ENTRY_ON((trace, random) -> rewrite(trace, random)),
        REWRITTEN_AND_SIGNED_BY_A_THIEF((trace, random) -> {
            rewrite(trace, random);
            trace.sign(THIEFS);
        }),
        /** Even whoever has the key can't take back what the witness has. */
        REWRITTEN_AND_SIGNED_BY_THE_HOUSE((trace, random) -> {
            rewrite(trace, random);
            trace.sign(KEY);
        }),
        CHECKPOINT_REMOVED((trace, random) -> trace.things.remove(checkpoint(trace, random))),
        CHECKPOINT_MOVED((trace, random) -> {
            Checkpoint moved = checkpoint(trace, random);
            int at = trace.things.indexOf(moved);
            trace.things.remove(at);
            int to = random.nextInt(trace.things.size());
            trace.things.add(to < at ? to : to + 1, moved);
        }),
        HEAD_REMOVED((trace, random) ->
                trace.heads.remove(any(trace, random).record().toString())),
        HEAD_EDITED((trace, random) -> {
            Head head = trace.heads.get(any(trace, random).record().toString());
            trace.heads.put(
                    head.record().toString(),
                    random.nextBoolean()
                            ? new Head(head.record(), head.seq() + 1 - 2 * random.nextInt(2), head.hash())
                            : new Head(head.record(), head.seq(), edited(head.hash(), random)));
        }),
        WITNESS_CUT_SHORT(
                (trace, random) -> trace.witness = trace.witness.subList(0, random.nextInt(trace.witness.size()))),
        WITNESS_EDITED((trace, random) -> {
            List<String> lines = new ArrayList<>(trace.witness);
            int n = random.nextInt(lines.size());
            lines.set(n, edited(lines.get(n), random));
            trace.witness = lines;
        }),
        WITNESS_REORDERED((trace, random) -> {
            List<String> lines = new ArrayList<>(trace.witness);
            lines.add(random.nextInt(lines.size()), lines.remove(random.nextInt(lines.size())));
            if (lines.equals(trace.witness)) {
                lines.add(lines.get(0));
            }
            trace.witness = lines;
        });

        private final Tampering tampering;

        Kind(Tampering tampering) {
            this.tampering = tampering;
        }
    }

    @Test
    void nothingIsFoundWhereNothingWasDone() throws IOException {
        for (int i = 0; i < Math.max(20, MUTATIONS / 20); i++) {
            SampleTrace trace = SampleTrace.of(new Random(i), KEY);
            Verdict verdict = verified(trace, trace.text());
            assertThat(verdict.findings()).as("seed %s", i).isEmpty();
            assertThat(verdict.entries()).isEqualTo(trace.entries().size());
            assertThat(verdict.records()).isEqualTo(trace.heads.size());
            assertThat(verdict.uncovered()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsDoneIsFound(Kind kind) throws IOException {
        for (int i = 0; i < MUTATIONS / (2 * Kind.values().length) + 1; i++) {
            Random random = new Random(31L * i + kind.ordinal());
            SampleTrace trace = SampleTrace.of(random, KEY);
            kind.tampering.with(trace, random);
            assertThat(verified(trace, trace.text()).findings())
                    .as("round %s", i)
                    .isNotEmpty();
        }
    }

    /** The other half of the campaign: any byte of the file. */
    @Test
    void anyByteThatIsChangedIsFound() throws IOException {
        SampleTrace trace = SampleTrace.of(new Random(7), KEY);
        Random random = new Random(8);
        for (int i = 0; i < MUTATIONS / 2; i++) {
            if (i % 100 == 0) {
                trace = SampleTrace.of(random, KEY);
            }
            String changed = edited(trace.text(), random);
            assertThat(verified(trace, changed).findings()).as("round %s", i).isNotEmpty();
        }
    }

    /** Wherever the file ends too early. */
    @Test
    void anyByteThatIsMissingAtTheEndIsFound() throws IOException {
        SampleTrace trace = SampleTrace.of(new Random(9), KEY);
        String text = trace.text();
        for (int length = text.length() - 1; length >= 0; length -= length > text.length() - 200 ? 1 : 97) {
            assertThat(verified(trace, text.substring(0, length)).findings())
                    .as("of %s bytes", length)
                    .isNotEmpty();
        }
    }

    /** Of what no checkpoint covers yet the chains alone can tell, up to their heads. */
    @Test
    void whatIsNotYetSignedIsCountedAndItsChainChecked() throws IOException {
        Random random = new Random(10);
        SampleTrace trace = SampleTrace.of(random, KEY);
        Head head = trace.heads.firstEntry().getValue();
        trace.things.add(trace.act(random, head.record(), head.seq() + 1));
        trace.chain();
        Verdict verdict = verified(trace, trace.text());
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.uncovered()).isEqualTo(1);

        trace.things.remove(trace.things.size() - 1);
        assertThat(verified(trace, trace.text()).findings())
                .singleElement()
                .asString()
                .contains("entrée " + (head.seq() + 1) + " : elle manque");
    }

    /** Who reads the report finds the place. */
    @Test
    void thePlaceIsTold() throws IOException {
        SampleTrace trace = SampleTrace.of(new Random(11), KEY);
        Entry entry = trace.entries().get(5);
        byte[] other = edited(entry.content(), new Random(12));
        trace.things.set(
                trace.things.indexOf(entry), new Entry(entry.record(), entry.seq(), other, other, entry.hash()));
        assertThat(verified(trace, trace.text()).findings()).anySatisfy(finding -> assertThat(finding)
                .startsWith("dossier "
                        + java.util.HexFormat.of().formatHex(Hashes.of(entry.record()), 0, 8) + ", entrée "
                        + entry.seq() + " : son empreinte"));
    }

    private static Verdict verified(SampleTrace trace, String text) throws IOException {
        return new TraceCheck(PUBLISHED, trace.witness).verify(new StringReader(text));
    }

    private static void replace(SampleTrace trace, Random random, java.util.function.UnaryOperator<Entry> change) {
        Entry entry = any(trace, random);
        trace.things.set(trace.things.indexOf(entry), change.apply(entry));
    }

    /** Everything after it in its chain fits again, and so does the head. */
    private static void rewrite(SampleTrace trace, Random random) {
        replace(trace, random, entry -> trace.act(random, entry.record(), entry.seq()));
        trace.chain();
    }

    private static Entry any(SampleTrace trace, Random random) {
        List<Entry> entries = trace.entries();
        return entries.get(random.nextInt(entries.size()));
    }

    private static Checkpoint checkpoint(SampleTrace trace, Random random) {
        List<String> lines = trace.checkpoints();
        return Checkpoint.read(lines.get(random.nextInt(lines.size()))).orElseThrow();
    }

    private static byte[] edited(byte[] bytes, Random random) {
        byte[] edited = bytes.clone();
        edited[random.nextInt(edited.length)] ^= (byte) (1 + random.nextInt(255));
        return edited;
    }

    private static String edited(String text, Random random) {
        byte[] edited = edited(text.getBytes(StandardCharsets.US_ASCII), random);
        return new String(edited, StandardCharsets.UTF_8);
    }
}
