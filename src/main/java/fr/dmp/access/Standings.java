package fr.dmp.access;

import fr.dmp.access.Authorizations.Status;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a professional stands with records, set-wise, by the facts that the decision looks at. Nothing is traced here. */
public interface Standings {

    /** Of each of these records; none for an id that is no record's. */
    Map<UUID, Standing> of(Collection<UUID> records, String professional, Instant at);

    /**
     * @param until when the authorization ends or ended; absent where it is open, or there was none
     * @param treating whether they have the treating physician's rights
     * @param hidden whether the whole record is hidden from all but those
     */
    record Standing(Status status, @Nullable Instant until, boolean treating, boolean hidden) {

        /** Whether it is as if there were no record. */
        public boolean absent() {
            return hidden && !treating;
        }
    }
}
