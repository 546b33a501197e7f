package fr.dmp.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The accounts that exist from the first start on ({@code dmp.staff.accounts}). An account that is there already is left
 * as it is: its password may have been changed.
 */
@ConfigurationProperties("dmp.staff")
public record StaffProperties(@DefaultValue List<Account> accounts) {

    /**
     * @param groups ids of groups, {@code caseworker}
     * @param rpps of a member who is a professional, too; kept at every start, since it is no password
     */
    public record Account(
            String login,
            String password,
            String givenName,
            String familyName,
            List<String> groups,
            @Nullable String rpps) {

        @Override
        public String toString() {
            return login;
        }
    }
}
