package fr.dmp.claims.route;

import fr.dmp.claims.DeliveryIntake;
import fr.dmp.claims.delivery.DeliveryKind;
import fr.dmp.claims.store.Passing;
import fr.dmp.refusal.Failure;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What the inbox's routes call. A file that can't be read now is left where it is, and looked at again: a failing disk or
 * missing rights aren't its fault.
 */
@Component("inbox")
class Inbox {

    private static final Logger log = LoggerFactory.getLogger(Inbox.class);

    private static final String FOLDERS =
            Stream.of(DeliveryKind.values()).map(DeliveryKind::folder).collect(Collectors.joining(" or "));

    private final DeliveryIntake intake;
    private final Set<File> left = ConcurrentHashMap.newKeySet();

    Inbox(DeliveryIntake intake) {
        this.intake = intake;
    }

    /** A file beside the kinds' folders is nobody's; whoever dropped it learns where it belongs. */
    public void stray(@Body File file) {
        if (firstSeen(file)) {
            log.warn(
                    "a file lies in the inbox itself, where nothing takes it: move it to the folder of its kind, {}",
                    FOLDERS);
        }
    }

    public void receive(@Body File file, @ExchangeProperty("kind") String kind) {
        try {
            intake.receive(DeliveryKind.ofFolder(kind), file.toPath());
        } catch (IOException | RuntimeException e) {
            leave(kind, file, e);
        }
    }

    public void take(@Body File file, @ExchangeProperty("kind") String kind) {
        try {
            intake.take(DeliveryKind.ofFolder(kind), file.toPath());
        } catch (IOException e) {
            leave(kind, file, e);
        } catch (UncheckedIOException e) {
            leave(kind, file, e.getCause());
        }
    }

    /** A good file isn't set aside for a failure that passes. */
    public void setAside(
            @Body File file,
            @ExchangeProperty("kind") String kind,
            @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure) {
        if (Passing.is(failure)) {
            log.warn("a delivery in {} waits: the database is away or too busy, or the program is stopping", kind);
            return;
        }
        log.error("a delivery in {} fails for a reason that nobody foresaw: {}", kind, Failure.trace(failure));
        try {
            intake.setAside(DeliveryKind.ofFolder(kind), file.toPath(), "unexpected");
        } catch (IOException | RuntimeException e) {
            leave(kind, file, e);
        }
    }

    /** Told once, not at each look; and of a failure no more than its class: its message may bear the file's name. */
    private void leave(String kind, File file, Throwable failure) {
        if (firstSeen(file)) {
            log.warn(
                    "a delivery in {} is left where it is: {}",
                    kind,
                    failure.getClass().getSimpleName());
        }
    }

    private boolean firstSeen(File file) {
        left.removeIf(gone -> !there(gone));
        return there(file) && left.add(file);
    }

    private static boolean there(File file) {
        return Files.exists(file.toPath(), LinkOption.NOFOLLOW_LINKS);
    }
}
