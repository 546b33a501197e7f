package fr.dmp.record;

import fr.dmp.access.Access;
import fr.dmp.access.Decisions;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Trace;
import fr.dmp.audit.TraceProof;
import fr.dmp.record.LogPages.Asked;
import fr.dmp.signin.HolderSession;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class DecidedOwnAccessLog implements OwnAccessLog {

    private final Access access;
    private final Decisions decisions;
    private final LogPages pages;
    private final Trace trace;

    DecidedOwnAccessLog(Access access, Decisions decisions, LogPages pages, Trace trace) {
        this.access = access;
        this.decisions = decisions;
        this.pages = pages;
        this.trace = trace;
    }

    @Override
    @Transactional
    public Page read(HolderSession holder, Filter filter) {
        Asked asked = pages.ask(holder.record(), filter);
        access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.ACCESS_LOG, "READ_ACCESS_LOG");
        // Of a result that is yet to be announced the trace tells once it is.
        Set<String> unseen = decisions.unseen().stream().map(UUID::toString).collect(Collectors.toSet());
        return pages.page(
                asked, entry -> !unseen.contains(String.valueOf(entry.act().subject())));
    }

    @Override
    @Transactional
    public TraceProof prove(HolderSession holder, UUID entry) {
        access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.ACCESS_LOG, "READ_ACCESS_PROOF");
        return trace.proof(holder.record(), entry);
    }
}
