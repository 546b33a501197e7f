package fr.dmp.engine;

import org.camunda.bpm.spring.boot.starter.configuration.Ordering;
import org.camunda.bpm.spring.boot.starter.configuration.impl.AbstractCamundaConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationInitializer;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The engine's tables are made by the migrations, so it starts after them: this plugin can't be made earlier. */
@Component
@Order(Ordering.DEFAULT_ORDER)
class AfterMigration extends AbstractCamundaConfiguration {

    AfterMigration(FlywayMigrationInitializer migrated) {}
}
