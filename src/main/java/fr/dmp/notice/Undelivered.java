package fr.dmp.notice;

import java.util.UUID;

/** Hears of what will not arrive, within the transaction that settles it. */
public interface Undelivered {

    /** The initial password of that record left by SMS or mail and reached nobody. */
    void initialPassword(UUID record);
}
