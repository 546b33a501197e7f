package fr.dmp.audit;

import fr.dmp.vault.PublicKeys;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Verifies a trace that was written out, against the witness's checkpoints and the public key: no entry may be changed,
 * missing, added, moved or written anew since it was signed. Needs memory for the records' heads and one checkpoint's leaves.
 */
final class TraceCheck {

    private static final int TOLD = 100;
    private static final int LONGEST = 1 << 20;

    private final PublicKeys keys;
    private final Map<Long, Checkpoint> witnessed = new HashMap<>();
    private final List<String> findings = new ArrayList<>();
    private final Chains chains = new Chains(this::found);
    private final List<byte[]> leaves = new ArrayList<>();
    private Optional<Checkpoint> before = Optional.empty();
    private long found;
    private long entries;
    private long checkpoints;
    private long heads;
    private boolean ended;

    /**
     * What was seen.
     *
     * @param found how many things are wrong
     * @param findings the first hundred of them, in French
     * @param uncovered entries that no checkpoint covers yet: of these nothing but their chain can be told
     */
    record Verdict(long found, List<String> findings, long entries, long checkpoints, int records, long uncovered) {}

    TraceCheck(PublicKeys keys, List<String> witness) {
        this.keys = keys;
        Optional<Checkpoint> last = Optional.empty();
        for (int i = 0; i < witness.size(); i++) {
            Optional<Checkpoint> read = Checkpoint.read(witness.get(i));
            if (read.isEmpty()) {
                found("témoin, ligne " + (i + 1) + " : ce n'est pas un point de contrôle.");
                continue;
            }
            if (!read.get().follows(last)) {
                found("témoin, ligne " + (i + 1) + " : le point de contrôle "
                        + read.get().number() + " ne suit pas celui d'avant.");
            }
            if (!read.get().signedBy(keys)) {
                found("témoin, ligne " + (i + 1) + " : la signature du point de contrôle "
                        + read.get().number() + " est fausse, ou d'une autre clé.");
            }
            witnessed.putIfAbsent(read.get().number(), read.get());
            last = read;
        }
    }

    /** @param export buffered; it is read to its end */
    Verdict verify(Reader export) throws IOException {
        if (!line(export).equals(Optional.of(TraceExport.FIRST))) {
            found("ligne 1 : ce n'est pas une trace exportée.");
        }
        long number = 1;
        for (Optional<String> line = line(export); line.isPresent(); line = line(export)) {
            number++;
            if (ended || !take(line.get())) {
                found("ligne " + number + " : illisible, ou pas à sa place.");
            }
        }
        if (!ended) {
            found("l'export est incomplet : sa dernière ligne manque.");
        }
        chains.end();
        unseen();
        return new Verdict(found, List.copyOf(findings), entries, checkpoints, chains.records(), leaves.size());
    }

    /** Up to a line feed and nothing else; of a line that is longer than any can be, its beginning. Empty at the end. */
    private Optional<String> line(Reader export) throws IOException {
        StringBuilder line = new StringBuilder();
        int next = export.read();
        if (next < 0) {
            return Optional.empty();
        }
        for (; next != '\n' && next >= 0; next = export.read()) {
            if (line.length() < LONGEST) {
                line.append((char) next);
            }
        }
        if (next < 0) {
            found("l'export est incomplet : sa dernière ligne est coupée.");
        }
        return Optional.of(line.toString());
    }

    private boolean take(String line) {
        return switch (line.substring(0, Math.max(0, line.indexOf(';')))) {
            case "entry" ->
                heads == 0 && TraceExport.Entry.read(line).map(this::entry).isPresent();
            case Checkpoint.FORMAT ->
                heads == 0 && Checkpoint.read(line).map(this::checkpoint).isPresent();
            case "head" -> TraceExport.Head.read(line).map(this::head).isPresent();
            case "end" -> end(line);
            default -> false;
        };
    }

    private boolean entry(TraceExport.Entry entry) {
        entries++;
        chains.add(entry);
        leaves.add(MerkleTree.leaf(entry.record(), entry.seq(), entry.hash()));
        return true;
    }

    private boolean checkpoint(Checkpoint checkpoint) {
        checkpoints++;
        String which = "point de contrôle " + checkpoint.number() + " (" + checkpoint.at() + ")";
        if (!checkpoint.follows(before)) {
            found(which + " : il ne suit pas celui d'avant.");
        }
        if (checkpoint.size() != leaves.size()) {
            found(which + " : il scelle " + checkpoint.size() + " entrées, l'export en a " + leaves.size() + ".");
        } else if (!checkpoint.root().equals(HexFormat.of().formatHex(MerkleTree.root(leaves)))) {
            found(which + " : ses " + checkpoint.size()
                    + " entrées ne sont pas, dans cet ordre, celles qui ont été scellées.");
        }
        compare(checkpoint, which);
        leaves.clear();
        before = Optional.of(checkpoint);
        return true;
    }

    /** The signature of one that the witness has too was checked there. */
    private void compare(Checkpoint checkpoint, String which) {
        Checkpoint told = witnessed.get(checkpoint.number());
        if (checkpoint.equals(told)) {
            return;
        }
        found(which + (told == null ? " : le témoin ne le connaît pas." : " : le témoin en a un autre (bifurcation)."));
        if (!checkpoint.signedBy(keys)) {
            found(which + " : sa signature est fausse, ou d'une autre clé.");
        }
    }

    private boolean head(TraceExport.Head head) {
        heads++;
        chains.head(head);
        return true;
    }

    private boolean end(String line) {
        ended = new TraceExport.End(entries, checkpoints, heads).line().equals(line);
        return ended;
    }

    /** Checkpoints that only the witness has: the trace was cut, or put back to what it was before them. */
    private void unseen() {
        long last = before.map(Checkpoint::number).orElse(0L);
        TreeSet<Long> missing = new TreeSet<>(witnessed.keySet());
        missing.removeIf(number -> number <= last);
        if (!missing.isEmpty()) {
            found("points de contrôle " + missing.first() + " à " + missing.last()
                    + " : le témoin les a, l'export non (trace tronquée, ou revenue en arrière).");
        }
    }

    private void found(String what) {
        found++;
        if (findings.size() < TOLD) {
            findings.add(what);
        }
    }
}
