package fr.dmp.signin.web;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession.Scope;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each scope may ask for; a dash is a yes. */
class ScopeRulesTest {

    @ParameterizedTest
    @CsvSource({
        "GET, /api/record, -, password-change-required, -",
        "POST, /api/record, -, password-change-required, record-closed",
        "GET, /api/record/care-history, -, password-change-required, record-closed",
        "PUT, /api/record/password, -, -, record-closed",
        "GET, /api/record/password, -, password-change-required, record-closed",
        "PUT, /api/record/password/x, -, password-change-required, record-closed",
        "GET, /api/record/sessions, -, password-change-required, record-closed",
        "DELETE, /api/record/sessions, -, password-change-required, record-closed",
        "GET, /api/record/contacts, -, password-change-required, record-closed",
        "PUT, /api/record/notice-preferences, -, password-change-required, record-closed",
        "DELETE, /api/record/sessions/current, -, -, -",
        "DELETE, /api/record/sessions/currently, -, password-change-required, record-closed",
        "POST, /api/record/reactivation, -, password-change-required, -",
        "POST, /api/record/reactivation/1/code, -, password-change-required, -",
        "POST, /api/record/deletion, -, password-change-required, -",
        "GET, /api/record/certificate, -, password-change-required, -",
        "DELETE, /api/record/deletion, -, password-change-required, record-closed",
        "POST, /api/record/deletions, -, password-change-required, record-closed"
    })
    void eachScopeHasItsCalls(String method, String path, String full, String passwordChange, String closed) {
        assertThat(slug(Scope.FULL, method, path)).isEqualTo(full);
        assertThat(slug(Scope.PASSWORD_CHANGE, method, path)).isEqualTo(passwordChange);
        assertThat(slug(Scope.CLOSED, method, path)).isEqualTo(closed);
    }

    private static String slug(Scope scope, String method, String path) {
        return ScopeRules.refusal(scope, method, path).map(Refusal::slug).orElse("-");
    }
}
