package fr.dmp.portal;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.SandboxTest;
import fr.dmp.gate.StaffPort;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A staff member's browser that asks for what isn't there. */
@SandboxTest
class StaffErrorPageTest {

    @Autowired
    private StaffPort port;

    /** The engine's own door to an engine that there isn't. */
    @Test
    void thePageNeedsNothingOfThePublicPort() {
        Visitor staff = new Visitor(port.number()).get("/camunda/app/tasklist/nothing/");
        assertThat(staff.status()).isEqualTo(500);
        assertThat(staff.header("Content-Type")).startsWith("text/html");
        Document page = staff.page();
        assertThat(page.select("h1").text()).isEqualTo("Un incident est survenu de notre côté");
        assertThat(page.select("main a").eachAttr("href")).containsExactly("/");
        assertThat(page.select("script, style, [style], [src], use")).isEmpty();
        assertThat(page.select("link").eachAttr("href")).containsExactly("data:,");
        assertThat(staff.header("Content-Security-Policy")).contains("img-src 'self' data:");
        assertThat(staff.text()).doesNotContain("3646");
        assertThat(staff.get("/").location()).isEqualTo("/camunda/app/tasklist/default/");
    }

    @ParameterizedTest
    @CsvSource({"/camunda/lib/nothing.css, 404", "/staff/nothing, 401"})
    void elsewhereTheAnswerIsAProblem(String path, int status) {
        Visitor staff = new Visitor(port.number()).get(path);
        assertThat(staff.status()).isEqualTo(status);
        assertThat(staff.header("Content-Type")).isEqualTo("application/problem+json");
    }
}
