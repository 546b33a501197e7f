package fr.dmp.record;

import java.util.List;
import java.util.UUID;

/** The records that wait for another initial password, as theirs was lost on its way. */
public interface PasswordsDue {

    /** Adds one, in the caller's transaction; once, however often. */
    void add(UUID record);

    /** Some of those that wait for longest. */
    List<UUID> first();

    /** Takes one out; false where another node has. */
    boolean take(UUID record);
}
