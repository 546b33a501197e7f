package fr.dmp.sandbox;

import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** With what one signs in as those sample people who have a record from the first start on. */
@Repository
@Profile("sandbox")
public class DemoHolders {

    private final JdbcClient jdbc;

    DemoHolders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Shown to everyone, as nothing real is behind it. */
    public record SignInWith(String identifier, String password) {}

    public Optional<SignInWith> signIn(UUID person) {
        return jdbc.sql("select identifier, password from dmp.sandbox_holder where person = ?")
                .param(person)
                .query((row, n) -> new SignInWith(row.getString(1), row.getString(2)))
                .optional();
    }

    /** The one that was opened first. */
    Optional<SignInWith> first() {
        return jdbc.sql("select identifier, password from dmp.sandbox_holder order by person limit 1")
                .query((row, n) -> new SignInWith(row.getString(1), row.getString(2)))
                .optional();
    }

    void keep(UUID person, SignInWith signIn) {
        jdbc.sql(
                        """
                        insert into dmp.sandbox_holder (person, identifier, password) values (?, ?, ?)
                        on conflict (person) do update set identifier = excluded.identifier,
                            password = excluded.password
                        """)
                .params(person, signIn.identifier(), signIn.password())
                .update();
    }
}
