package fr.dmp.notice.route;

import fr.dmp.notice.Claimed;
import fr.dmp.notice.Outcome;
import fr.dmp.notice.Settlement;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The last step of every route of a notice: what became of it. */
@Component("settleNotice")
class SettleNotice {

    private static final Logger LOG = LoggerFactory.getLogger(SettleNotice.class);

    private final Settlement settlement;

    SettleNotice(Settlement settlement) {
        this.settlement = settlement;
    }

    /** A letter's file arrives here as the body: it is written, so it has left. Nothing: the claim no longer holds. */
    public void settle(@ExchangeProperty("claimed") Claimed claimed, @Body Object body) {
        if (body instanceof Outcome outcome) {
            settlement.settle(claimed, outcome);
        } else if (body instanceof byte[]) {
            settlement.settle(claimed, new Outcome.Left(null));
        }
    }

    /** Unknown how far it came: the lease runs out, then a mail goes again and an SMS is looked up. */
    public void leaveToLease(
            @ExchangeProperty("claimed") Claimed claimed, @ExchangeProperty("CamelExceptionCaught") Exception e) {
        LOG.error(
                "Notice {} is left to its lease: {}", claimed.id(), e.getClass().getName());
    }
}
