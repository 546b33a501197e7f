package fr.dmp.audit;

import fr.dmp.audit.TraceExport.Entry;
import fr.dmp.audit.TraceExport.Head;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The records' chains, put together again from entries in the order of the whole trace. Two writers of one record may stand
 * there the other way round: whoever began first may have ended last. Such an entry waits for those before it.
 */
final class Chains {

    private static final class Chain {
        private final TreeMap<Long, Entry> waiting = new TreeMap<>();
        private long seq;
        private byte[] hash;
        private boolean headSeen;

        private Chain(UUID record) {
            this.hash = Hashes.of(record);
        }
    }

    private final Map<UUID, Chain> chains = new HashMap<>();
    private final Consumer<String> findings;
    private Optional<UUID> lastHead = Optional.empty();

    /** @param findings is told what is wrong, in French sentences */
    Chains(Consumer<String> findings) {
        this.findings = findings;
    }

    void add(Entry entry) {
        Chain chain = chains.computeIfAbsent(entry.record(), Chain::new);
        if (!entry.sameColumns()) {
            found(entry.record(), entry.seq(), "ses colonnes ne disent pas ce qui a été scellé");
        }
        Optional<UUID> named =
                Canonical.read(entry.content()).map(read -> read.act().record());
        if (!named.equals(Optional.of(entry.record()))) {
            found(entry.record(), entry.seq(), "son contenu est illisible ou d'un autre dossier");
        }
        if (entry.seq() <= chain.seq || chain.waiting.putIfAbsent(entry.seq(), entry) != null) {
            found(entry.record(), entry.seq(), "elle est là deux fois, ou son numéro est impossible");
            return;
        }
        while (chain.waiting.containsKey(chain.seq + 1)) {
            link(chain, chain.waiting.remove(chain.seq + 1));
        }
    }

    /** Goes on from the hash that the entry claims: what comes after it isn't wrong for its sake. */
    private void link(Chain chain, Entry entry) {
        if (!Arrays.equals(Hashes.of(chain.hash, entry.content()), entry.hash())) {
            found(
                    entry.record(),
                    entry.seq(),
                    "son empreinte n'est pas celle de son contenu à la suite de l'entrée d'avant");
        }
        chain.seq = entry.seq();
        chain.hash = entry.hash();
    }

    void head(Head head) {
        if (lastHead.filter(last -> last.toString().compareTo(head.record().toString()) >= 0)
                .isPresent()) {
            findings.accept(record(head.record()) + " : sa tête n'est pas à sa place, ou là deux fois.");
        }
        lastHead = Optional.of(head.record());
        Chain chain = chains.computeIfAbsent(head.record(), Chain::new);
        chain.headSeen = true;
        if (head.seq() > chain.seq) {
            findings.accept(record(head.record()) + ", entrée " + (chain.seq + 1)
                    + " : elle manque, la tête de la chaîne en annonce " + head.seq() + ".");
        } else if (head.seq() < chain.seq) {
            found(head.record(), head.seq() + 1, "elle dépasse la tête de la chaîne");
        } else if (!Arrays.equals(head.hash(), chain.hash)) {
            found(head.record(), head.seq(), "son empreinte n'est pas celle de la tête de la chaîne");
        }
    }

    /** What is missing, once everything was read. */
    void end() {
        chains.forEach((record, chain) -> {
            if (!chain.waiting.isEmpty()) {
                long last = chain.waiting.firstKey() - 1;
                found(record, chain.seq + 1, last > chain.seq + 1 ? "elle manque, jusqu'à " + last : "elle manque");
            }
            if (!chain.headSeen) {
                findings.accept(record(record) + " : sa tête manque.");
            }
        });
    }

    int records() {
        return chains.size();
    }

    private void found(UUID record, long seq, String what) {
        findings.accept(record(record) + ", entrée " + seq + " : " + what + ".");
    }

    /** Nobody learns a record's id from a report; who has the record finds it by the digest of its id. */
    private static String record(UUID record) {
        return "dossier " + HexFormat.of().formatHex(Hashes.of(record), 0, 8);
    }
}
