package fr.dmp;

import static org.assertj.core.api.Assertions.assertThat;

import org.camunda.bpm.engine.ProcessEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SandboxTest
class StartTest {

    @Autowired
    private ProcessEngine engine;

    @Test
    void theEngineRunsOnItsOwnSchema() {
        assertThat(engine.getManagementService().getTableCount()).containsKey("act_ru_execution".toUpperCase());
    }
}
