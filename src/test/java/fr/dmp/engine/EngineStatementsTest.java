package fr.dmp.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import fr.dmp.SandboxTest;
import javax.sql.DataSource;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

@SandboxTest
class EngineStatementsTest {

    @Autowired
    private ProcessEngine engine;

    @Autowired
    private DataSource database;

    @Test
    void theEngineUsesWhatWasReadAhead() {
        Configuration used = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getSqlSessionFactory()
                .getConfiguration();
        assertThat(used.getEnvironment().getId()).isEqualTo(EngineStatements.ENVIRONMENT);
        assertThat(used.getMappedStatementNames()).hasSizeGreaterThan(1000);
        // On any other source the engine would commit by itself what belongs to a transaction around it.
        assertThat(used.getEnvironment().getDataSource())
                .isInstanceOfSatisfying(
                        TransactionAwareDataSourceProxy.class,
                        source -> assertThat(source.getTargetDataSource()).isSameAs(database));
    }

    @Test
    void theyAreReadForOneEngine(@Autowired EngineStatements statements) {
        assertThatIllegalStateException().isThrownBy(() -> statements.on(database));
        theEngineUsesWhatWasReadAhead();
    }
}
