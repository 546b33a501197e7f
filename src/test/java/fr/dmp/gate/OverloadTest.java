package fr.dmp.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import fr.dmp.SandboxTest;
import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Where no connection is to be had, whoever asks hears to come back soon, wherever the first one was wanted. */
@SandboxTest
class OverloadTest {

    private static final String TOKEN = "x".repeat(43);

    @LocalServerPort
    private int port;

    @Autowired
    private StaffPort staffPort;

    @Autowired
    private DataSource database;

    @Test
    void softwareAndPeopleAreToldToComeBack() throws Exception {
        List<Connection> held = new ArrayList<>();
        try {
            int all = database.unwrap(HikariDataSource.class).getMaximumPoolSize();
            await().ignoreExceptions().until(() -> {
                held.add(database.getConnection());
                return held.size() == all;
            });
            String software = ask("/api/record", Map.of("Authorization", "Bearer " + TOKEN));
            assertThat(software).startsWith("HTTP/1.1 503").contains("Retry-After: ", "/problems/unavailable");
            String person = ask("/dossier", Map.of("Accept", "text/html", "Cookie", "__Host-holder=" + TOKEN));
            assertThat(person).startsWith("HTTP/1.1 503").contains("Retry-After: ", "<!DOCTYPE html>", "3646");
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    @Test
    void aSignInThatCantBeReadIsNone() throws IOException {
        for (String given : List.of("Basic x", "Basic ", "Basic " + "=".repeat(9))) {
            String answer =
                    Raw.send(staffPort.number(), "GET", "/engine-rest/engine", Map.of("Authorization", given), "");
            assertThat(answer).as(given).startsWith("HTTP/1.1 401");
        }
    }

    private String ask(String path, Map<String, String> headers) throws IOException {
        return Raw.send(port, "GET", path, headers, "");
    }
}
