package fr.dmp.claims.route;

import fr.dmp.claims.DeliveryIntake;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.store.Passing;
import java.io.File;
import java.io.IOException;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the inbox's routes call: the seams {@code direct:takeDelivery} and {@code direct:setAsideDelivery}. */
@Component("inbox")
class Inbox {

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);

    private final DeliveryIntake intake;

    Inbox(DeliveryIntake intake) {
        this.intake = intake;
    }

    public void take(@Body File file, @ExchangeProperty("kind") String kind) throws IOException {
        intake.take(DeliveryKind.ofFolder(kind), file.toPath());
    }

    /** A good file isn't set aside for a failure that passes. */
    public void setAside(
            @Body File file,
            @ExchangeProperty("kind") String kind,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure)
            throws IOException {
        if (Passing.is(failure)) {
            log.warn("a delivery in {} waits: the database is away, or too busy", kind);
            return;
        }
        intake.setAside(DeliveryKind.ofFolder(kind), file.toPath(), "unexpected");
    }
}
