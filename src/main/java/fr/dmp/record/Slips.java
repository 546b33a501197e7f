package fr.dmp.record;

import fr.dmp.audit.Actor;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** The paper slips that are handed over at a counter: each is fetched once. */
public interface Slips {

    /**
     * The slip as an A4 PDF; from then on it is gone.
     *
     * @throws fr.dmp.refusal.Refusal {@code not-found}, also for another professional's; {@code slip-gone} for one that
     *     was fetched, replaced or has expired
     */
    byte[] fetch(UUID slip, Actor reader);

    /**
     * Another slip with another initial password, in the place of one that got lost on its way; from then on the earlier
     * ones are dead. Called outside of any transaction: the limit counts on a connection of its own.
     *
     * @param opener the professional who opened the record; at a counter the task has this step
     * @param once runs the effect, within its transaction, or gives the answer that it had before
     * @throws fr.dmp.refusal.Refusal {@code not-found}, also for another professional's; {@code password-chosen} once the
     *     holder has a password of their own; {@code too-many-requests}
     */
    Slip renew(UUID slip, Actor opener, Function<Supplier<Slip>, Slip> once);
}
