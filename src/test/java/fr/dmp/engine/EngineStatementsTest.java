package fr.dmp.engine;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import javax.sql.DataSource;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@SandboxTest
class EngineStatementsTest {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private EngineStatements statements;

    @Autowired
    private DataSource database;

    @Test
    void theEngineUsesWhatWasReadAhead() {
        Configuration used = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getSqlSessionFactory()
                .getConfiguration();
        assertThat(used).isSameAs(statements.on(database).getConfiguration());
        assertThat(used.getEnvironment().getDataSource()).isSameAs(database);
        assertThat(used.getMappedStatementNames()).hasSizeGreaterThan(1000);
    }
}
