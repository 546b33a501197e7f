package fr.dmp;

import static org.assertj.core.api.Assertions.assertThat;

import com.openhtmltopdf.util.XRLog;
import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springframework.beans.factory.annotation.Autowired;

@SandboxTest
class StartTest {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private SpringDocConfigProperties contract;

    @Test
    void whatIsPrintedIsNotLogged() {
        assertThat(XRLog.isLoggingEnabled()).isFalse();
    }

    /** Where that isn't said, each start warns of it. */
    @Test
    void thatTheContractIsServedIsMeant() {
        assertThat(contract.getApiDocs().isEnabled()).isTrue();
    }

    @Test
    void theEngineRunsOnItsOwnSchema() {
        assertThat(engine.getManagementService().getTableCount()).containsKey("act_ru_execution".toUpperCase());
    }
}
