package fr.dmp.claims.route;

import fr.dmp.claims.RedeliveryRequests;
import fr.dmp.gate.FailedRuns;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** What the route of redelivery requests calls. */
@Component("redeliveryRoute")
class RedeliveryRoute {

    private final RedeliveryRequests requests;
    private final FailedRuns failed;

    RedeliveryRoute(RedeliveryRequests requests, FailedRuns failed) {
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
