package fr.dmp.gate;

import java.time.Duration;

/** How often something may be asked, counted in the database for all nodes together. */
public interface Limits {

    /**
     * Counts one request, also where the transaction around it is rolled back.
     *
     * @param what the thing that is limited, {@code sign-in}
     * @param whom who asks; kept as a keyed digest only
     * @param allowed how many are allowed within {@code per}
     * @throws fr.dmp.refusal.Refusal 429 {@code too-many-requests} with the seconds to wait
     */
    void take(String what, String whom, int allowed, Duration per);
}
