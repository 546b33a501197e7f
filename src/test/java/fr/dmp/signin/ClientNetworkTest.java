package fr.dmp.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.17, 192.0.2.17",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2",
        "2001:db8:1:2::9, 2001:db8:1:2",
        "2001:db8::9, 2001:db8",
        "0:0:0:0:0:0:0:1, 0:0:0:0",
        "fe80:0:0:0:1:2:3:4%eth0, fe80:0:0:0"
    })
    void anIpv6ConnectionIsItsFirst64Bits(String address, String network) {
        assertThat(ClientNetwork.of(address)).isEqualTo(network);
    }
}
