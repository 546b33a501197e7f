package fr.dmp.claims;

import fr.dmp.claims.dcir.Claim;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.Nir;
import fr.dmp.record.Records;
import fr.dmp.record.Records.Open;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who of a delivery's beneficiaries has an open record: asked for once a person, by the keyed digest of their NIR, which
 * itself leaves the program in no form.
 */
final class OpenHolders {

    /** Beneficiaries that are remembered; a bigger delivery asks again for some of them. */
    private static final int MOST = 500_000;

    /** What is known of a beneficiary. */
    sealed interface Holder {
        /** @param record open */
        record Of(UUID record, UUID person) implements Holder {}

        /** Insured or not: the program keeps nobody's claims without an open record. */
        enum Nobody implements Holder {
            WITHOUT_RECORD,
            NO_NIR
        }
    }

    private final InsuredDirectory directory;
    private final Records records;
    private final Map<String, Holder> known = new HashMap<>();

    OpenHolders(InsuredDirectory directory, Records records) {
        this.directory = directory;
        this.records = records;
    }

    /** Finds the beneficiaries that aren't known yet, in one statement. */
    void find(List<Claim> claims) {
        if (known.size() > MOST) {
            known.clear();
        }
        Map<ByteBuffer, String> asked = new LinkedHashMap<>();
        for (Claim claim : claims) {
            if (known.putIfAbsent(claim.nir(), Holder.Nobody.NO_NIR) == null) {
                Nir.of(claim.nir()).ifPresent(right -> {
                    known.put(claim.nir(), Holder.Nobody.WITHOUT_RECORD);
                    asked.put(ByteBuffer.wrap(directory.digest(right)), claim.nir());
                });
            }
        }
        if (!asked.isEmpty()) {
            for (Open open : records.openOf(
                    asked.keySet().stream().map(ByteBuffer::array).toList())) {
                known.put(asked.get(ByteBuffer.wrap(open.nirDigest())), new Holder.Of(open.record(), open.person()));
            }
        }
    }

    /** One of those that were looked for. */
    Holder of(String nir) {
        @Nullable Holder holder = known.get(nir);
        if (holder == null) {
            throw new IllegalStateException("a beneficiary who wasn't looked for");
        }
        return holder;
    }
}
