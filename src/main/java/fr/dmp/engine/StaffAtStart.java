package fr.dmp.engine;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Accounts, lists and permissions are there before any door opens; of two programs that start at once, one makes them. */
@Component
@EnableConfigurationProperties(StaffProperties.class)
class StaffAtStart implements SmartInitializingSingleton {

    private static final long LOCK = 3646_001;

    private final StaffRegister accounts;
    private final TasklistFilters filters;
    private final StaffPermissions permissions;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    StaffAtStart(
            StaffRegister accounts,
            TasklistFilters filters,
            StaffPermissions permissions,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.filters = filters;
        this.permissions = permissions;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("select pg_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query((row, n) -> true)
                    .single();
            accounts.ensure();
            permissions.ensure(filters.ensure());
        });
    }
}
