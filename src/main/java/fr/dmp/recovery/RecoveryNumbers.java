package fr.dmp.recovery;

import fr.dmp.recovery.CallCases.Board;
import java.time.Instant;

/** What is counted over all recoveries: numbers alone. */
public interface RecoveryNumbers {

    Board at(Instant now);
}
