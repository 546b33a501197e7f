package fr.dmp.claims.route;

import fr.dmp.claims.HistoryRequests;
import fr.dmp.gate.FailedRuns;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** What the route of history requests calls. */
@Component("historyRequestRoute")
class HistoryRequestRoute {

    private final HistoryRequests requests;
    private final FailedRuns failed;

    HistoryRequestRoute(HistoryRequests requests, FailedRuns failed) {
        this.requests = requests;
        this.failed = failed;
    }

    public void write() {
        requests.write();
    }

    /** What waits goes on waiting; the next run tries again. */
    public void leave(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure) {
        failed.handleError(failure);
    }
}
