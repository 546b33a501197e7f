package fr.dmp.claims;

import fr.dmp.claims.dcir.Beneficiary;
import fr.dmp.claims.dcir.Claim;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.Nir;
import fr.dmp.record.Records;
import fr.dmp.record.Records.Open;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
    private final Map<Beneficiary, Holder> known = new HashMap<>();

    OpenHolders(InsuredDirectory directory, Records records) {
        this.directory = directory;
        this.records = records;
    }

    /** What is known of the claims' beneficiaries, in the order of the claims; asked for in one statement. */
    List<Holder> of(List<Claim> claims) {
        if (known.size() > MOST) {
            known.clear();
        }
        Map<ByteBuffer, List<Beneficiary>> asked = new LinkedHashMap<>();
        for (Claim claim : claims) {
            known.computeIfAbsent(claim.beneficiary(), beneficiary -> ask(beneficiary, asked));
        }
        if (!asked.isEmpty()) {
            for (Open open : records.openOf(
                    asked.keySet().stream().map(ByteBuffer::array).toList())) {
                Holder holder = new Holder.Of(open.record(), open.person());
                asked.get(ByteBuffer.wrap(open.nirDigest())).forEach(beneficiary -> known.put(beneficiary, holder));
            }
        }
        return claims.stream().map(claim -> known.get(claim.beneficiary())).toList();
    }

    /** The same person may be written in two ways, with spaces or without. */
    private Holder ask(Beneficiary beneficiary, Map<ByteBuffer, List<Beneficiary>> asked) {
        Optional<Nir> nir = Nir.of(beneficiary.nir());
        nir.ifPresent(
                right -> asked.computeIfAbsent(ByteBuffer.wrap(directory.digest(right)), digest -> new ArrayList<>(1))
                        .add(beneficiary));
        return nir.isPresent() ? Holder.Nobody.WITHOUT_RECORD : Holder.Nobody.NO_NIR;
    }
}
