package fr.dmp.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class GatekeeperTest {

    private final Gatekeeper gatekeeper = new Gatekeeper(
            mock(StaffPort.class),
            new GateProperties(
                    List.of("/", "/api", "/favicon.ico"),
                    List.of("/engine-rest", "/camunda/api"),
                    List.of("/camunda/api/admin/setup"),
                    DataSize.ofKilobytes(256),
                    DataSize.ofMegabytes(11),
                    List.of()));

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api", "/api/", "/api/record/care-history", "/api/creations/0a-b_c~1", "/favicon.ico"})
    void opensThePublicDoor(String path) {
        assertThat(gatekeeper.opens(Surface.PUBLIC, path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api",
                "//",
                "//api",
                "/api//record",
                "/api/;x",
                "/api;a=b/record",
                "/api/%72ecord",
                "/api/..",
                "/api/../api",
                "/api/./record",
                "/api/.env",
                "/apis",
                "/api\\record",
                "/api/%2e%2e/x",
                "/api/a%3Ab",
                "/API",
                "/engine-rest",
                "/api/ü",
                "/api/a b",
                "/api/\u0000",
                "/api/a?b",
                "/api/a#b",
                "/api/a*"
            })
    void keepsThePublicDoorShut(String path) {
        assertThat(gatekeeper.opens(Surface.PUBLIC, path)).isFalse();
    }

    @Test
    void readsAPathOfAnyLength() {
        assertThat(gatekeeper.opens(Surface.PUBLIC, "/api" + "/a".repeat(8_000)))
                .isTrue();
        assertThat(gatekeeper.opens(Surface.PUBLIC, "/api" + "/a".repeat(8_000) + "//"))
                .isFalse();
        assertThat(gatekeeper.opens(Surface.PUBLIC, "/api/" + "a".repeat(16_000) + "%2e"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/engine-rest/process-definition/a%3A1%3Ab/start", "/camunda/api/engine/engine/"})
    void opensTheStaffDoor(String path) {
        assertThat(gatekeeper.opens(Surface.STAFF, path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api", "/", "/camunda/api/admin/setup", "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/%3A%2e/x", "/engine-rest/%3a", "/engine-rest/..%3A/x", "/camunda"
            })
    void keepsTheStaffDoorShut(String path) {
        assertThat(gatekeeper.opens(Surface.STAFF, path)).isFalse();
    }
}
