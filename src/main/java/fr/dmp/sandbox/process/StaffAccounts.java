package fr.dmp.sandbox.process;

import fr.dmp.engine.StaffOffices;
import fr.dmp.engine.StaffRpps;
import fr.dmp.sandbox.SampleStaff;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the sandbox's staff accounts at the first start. One that is there is left as it is, a changed password too. */
@Component
@Profile("sandbox")
@Order(StaffAccounts.AFTER_PEOPLE)
class StaffAccounts implements ApplicationRunner {

    static final int AFTER_PEOPLE = 20;

    private final IdentityService identities;
    private final StaffRpps professionals;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    StaffAccounts(
            IdentityService identities, StaffRpps professionals, TransactionTemplate transaction, JdbcClient jdbc) {
        this.identities = identities;
        this.professionals = professionals;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    /** Each password takes its time to hash, by design: they are hashed side by side. */
    @Override
    public void run(ApplicationArguments arguments) {
        SampleStaff.OFFICES.forEach((id, name) -> transaction.executeWithoutResult(status -> open(id, name)));
        SampleStaff.ALL.parallelStream()
                .forEach(member -> transaction.executeWithoutResult(status -> {
                    lock(member.login());
                    settle(member);
                }));
    }

    /** Of two nodes that start at once, the second finds what the first has made. */
    private void lock(String id) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('sandbox-staff'), hashtext(?))")
                .param(id)
                .query((row, n) -> true)
                .single();
    }

    private void open(String office, String name) {
        lock(office);
        if (identities.createGroupQuery().groupId(office).count() == 0) {
            Group made = identities.newGroup(office);
            made.setName(name);
            made.setType(StaffOffices.TYPE);
            identities.saveGroup(made);
        }
    }

    private void settle(SampleStaff member) {
        if (identities.createUserQuery().userId(member.login()).count() == 0) {
            User user = identities.newUser(member.login());
            user.setFirstName(member.givenName());
            user.setLastName(member.familyName());
            user.setPassword(member.password());
            identities.saveUser(user);
        }
        member.rpps().ifPresent(rpps -> professionals.keep(member.login(), rpps));
        member.groups().forEach(group -> join(member.login(), group));
    }

    /** The groups of rights are the engine's own, made by it at every start. */
    private void join(String login, String group) {
        boolean missing =
                identities.createUserQuery().userId(login).memberOfGroup(group).count() == 0;
        if (missing && identities.createGroupQuery().groupId(group).count() > 0) {
            identities.createMembership(login, group);
        }
    }
}
