package fr.dmp.claims;

import fr.dmp.claims.dcir.Beneficiary;
import fr.dmp.claims.dcir.Beneficiary.Holder;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.Nir;
import fr.dmp.record.Records;
import fr.dmp.record.Records.Open;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who of a delivery's beneficiaries has an open record: asked for once a person, by the keyed digest of their NIR, which
 * itself leaves the program in no form.
 */
final class OpenHolders {

    private final InsuredDirectory directory;
    private final Records records;

    OpenHolders(InsuredDirectory directory, Records records) {
        this.directory = directory;
        this.records = records;
    }

    /** Finds out about beneficiaries, in one statement. */
    void find(List<Beneficiary> beneficiaries) {
        // The same person may be written in two ways, with spaces or without.
        Map<ByteBuffer, List<Beneficiary>> asked = new LinkedHashMap<>();
        for (Beneficiary beneficiary : beneficiaries) {
            Optional<Nir> nir = Nir.of(beneficiary.nir());
            beneficiary.is(nir.isPresent() ? Holder.Nobody.WITHOUT_RECORD : Holder.Nobody.NO_NIR);
            nir.ifPresent(right -> asked.computeIfAbsent(
                            ByteBuffer.wrap(directory.digest(right)), digest -> new ArrayList<>(1))
                    .add(beneficiary));
        }
        if (!asked.isEmpty()) {
            for (Open open : records.openOf(
                    asked.keySet().stream().map(ByteBuffer::array).toList())) {
                Holder holder = new Holder.Of(open.record(), open.person());
                asked.get(ByteBuffer.wrap(open.nirDigest())).forEach(beneficiary -> beneficiary.is(holder));
            }
        }
    }
}
