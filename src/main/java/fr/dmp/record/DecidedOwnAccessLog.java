package fr.dmp.record;

import fr.dmp.access.Access;
import fr.dmp.access.Thing;
import fr.dmp.audit.AccessMode;
import fr.dmp.audit.Trace;
import fr.dmp.audit.TraceProof;
import fr.dmp.record.LogPages.Asked;
import fr.dmp.signin.HolderSession;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

@Component
class DecidedOwnAccessLog implements OwnAccessLog {

    private final Access access;
    private final LogPages pages;
    private final Trace trace;

    DecidedOwnAccessLog(Access access, LogPages pages, Trace trace) {
        this.access = access;
        this.pages = pages;
        this.trace = trace;
    }

    @Override
    @Transactional
    public Page read(HolderSession holder, Filter filter) {
        Asked asked = pages.ask(holder.record(), filter);
        access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.ACCESS_LOG, "READ_ACCESS_LOG");
        return pages.page(asked, entry -> true);
    }

    @Override
    @Transactional
    public TraceProof prove(HolderSession holder, UUID entry) {
        access.require(holder.actor(), AccessMode.NORMAL, holder.record(), Thing.ACCESS_LOG, "READ_ACCESS_PROOF");
        return trace.proof(holder.record(), entry);
    }
}
