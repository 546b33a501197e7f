package fr.dmp.audit;

import fr.dmp.audit.TraceExport.End;
import fr.dmp.audit.TraceExport.Entry;
import fr.dmp.audit.TraceExport.Head;
import fr.dmp.vault.SigningKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** A made-up trace, to be written out as the program writes its own, and to be tampered with. */
final class SampleTrace {

    private static final Instant BEGIN = Instant.parse("2026-11-27T08:00:00Z");
    private static final List<String> ACTS =
            List.of("READ_CARE_HISTORY", "READ_RECORD", "FEED_CARE_HISTORY", "SIGN_IN");

    /** Entries and, each after its last one, checkpoints. */
    final List<Object> things = new ArrayList<>();

    final TreeMap<String, Head> heads = new TreeMap<>();
    List<String> witness = List.of();

    /** Some entries stand before their forerunners, as those of two writers at once may. */
    static SampleTrace of(Random random, SigningKey key) {
        SampleTrace trace = new SampleTrace();
        List<UUID> records = new ArrayList<>();
        for (int i = 2 + random.nextInt(10); i > 0; i--) {
            records.add(new UUID(random.nextLong(), random.nextLong()));
        }
        Map<UUID, Long> seqs = new HashMap<>();
        for (int i = 20 + random.nextInt(60); i > 0; i--) {
            UUID record = records.get(random.nextInt(records.size()));
            trace.things.add(trace.act(random, record, seqs.merge(record, 1L, Long::sum)));
        }
        for (int i = 1; i < trace.things.size(); i++) {
            if (random.nextInt(10) == 0) {
                trace.things.add(i - 1, trace.things.remove(i));
            }
        }
        for (int i = trace.things.size() - 1; i > 0; i -= 1 + random.nextInt(20)) {
            trace.things.add(i + 1, "checkpoint");
        }
        trace.chain();
        trace.sign(key);
        trace.witness = trace.checkpoints();
        return trace;
    }

    Entry act(Random random, UUID record, long seq) {
        Actor actor = random.nextBoolean()
                ? new Actor(Actor.Kind.PROFESSIONAL, "1010021" + (1000 + random.nextInt(9000)), "Zoé D'ESSAI; 3:x")
                : Actor.ASSURANCE_MALADIE;
        Act act = new Act(
                record,
                actor,
                random.nextInt(5) == 0 ? new UUID(random.nextLong(), random.nextLong()) : null,
                ACTS.get(random.nextInt(ACTS.size())),
                random.nextBoolean() ? "subject" + random.nextInt(100) : null,
                AccessMode.values()[random.nextInt(3)],
                "HOLDER/2026-11-27");
        byte[] content = new Canonical(
                        new UUID(random.nextLong(), random.nextLong()), BEGIN.plusMillis(random.nextInt()), act)
                .bytes();
        return new Entry(record, seq, content, content, new byte[32]);
    }

    /** Hashes every entry anew, and the heads. */
    void chain() {
        heads.clear();
        Map<UUID, byte[]> hashes = new HashMap<>();
        List<Entry> inOrder =
                entries().stream().sorted(Comparator.comparingLong(Entry::seq)).toList();
        for (Entry entry : inOrder) {
            byte[] before = hashes.computeIfAbsent(entry.record(), Hashes::of);
            byte[] hash = Hashes.of(before, entry.content());
            hashes.put(entry.record(), hash);
            things.set(
                    things.indexOf(entry),
                    new Entry(entry.record(), entry.seq(), entry.content(), entry.columns(), hash));
            heads.put(entry.record().toString(), new Head(entry.record(), entry.seq(), hash));
        }
    }

    /** Signs every checkpoint anew. */
    void sign(SigningKey key) {
        List<byte[]> leaves = new ArrayList<>();
        Optional<Checkpoint> before = Optional.empty();
        for (int i = 0; i < things.size(); i++) {
            if (things.get(i) instanceof Entry entry) {
                leaves.add(MerkleTree.leaf(entry.record(), entry.seq(), entry.hash()));
            } else {
                Checkpoint checkpoint = Checkpoint.after(before, leaves, BEGIN.plusSeconds(i), key);
                things.set(i, checkpoint);
                before = Optional.of(checkpoint);
                leaves.clear();
            }
        }
    }

    List<Entry> entries() {
        return things.stream()
                .filter(Entry.class::isInstance)
                .map(Entry.class::cast)
                .collect(Collectors.toList());
    }

    List<String> checkpoints() {
        return things.stream()
                .filter(Checkpoint.class::isInstance)
                .map(checkpoint -> ((Checkpoint) checkpoint).line())
                .toList();
    }

    /** As it is written out. */
    String text() {
        StringBuilder text = new StringBuilder(TraceExport.FIRST).append('\n');
        for (Object thing : things) {
            text.append(thing instanceof Entry entry ? entry.line() : ((Checkpoint) thing).line())
                    .append('\n');
        }
        heads.values().forEach(head -> text.append(head.line()).append('\n'));
        End end = new End(entries().size(), things.size() - entries().size(), heads.size());
        return text.append(end.line()).append('\n').toString();
    }
}
