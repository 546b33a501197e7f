package fr.dmp.emergency;

import fr.dmp.audit.AccessMode;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What operators are to look at at once, in the log and as {@code dmp.emergency.refused}; whoever it is, the trace knows. */
@Component
class EmergencyAlarms {

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyAlarms.class);

    private final MeterRegistry meters;

    EmergencyAlarms(MeterRegistry meters) {
        this.meters = meters;
    }

    /** Somebody opens more records than anyone has emergencies. */
    void tooMany(AccessMode mode) {
        meters.counter("dmp.emergency.refused", "mode", mode.code()).increment();
        LOG.warn("emergency accesses by {} are stopped for one professional: too many", mode.code());
    }
}
