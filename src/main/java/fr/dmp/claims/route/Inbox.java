package fr.dmp.claims.route;

import fr.dmp.claims.DeliveryIntake;
import fr.dmp.claims.delivery.DeliveryKind;
import java.io.File;
import java.io.IOException;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.springframework.stereotype.Component;

/** What the inbox's routes call: the seams {@code direct:takeDelivery} and {@code direct:setAsideDelivery}. */
@Component("inbox")
class Inbox {

    private final DeliveryIntake intake;

    Inbox(DeliveryIntake intake) {
        this.intake = intake;
    }

    public void take(@Body File file, @ExchangeProperty("kind") String kind) throws IOException {
        intake.take(DeliveryKind.ofFolder(kind), file.toPath());
    }

    public void setAside(@Body File file, @ExchangeProperty("kind") String kind) throws IOException {
        intake.setAside(DeliveryKind.ofFolder(kind), file.toPath(), "unexpected");
    }
}
