package fr.dmp.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:0DB8:0001:0002:3:4:5:6, 20010db800010002",
        "2001:db8:1:2::9, 20010db800010002",
        "2001:db8::9, 20010db800000000",
        "2001:db8::2:3:4:5:6, 20010db800000002",
        "64:ff9b::192.0.2.17, 0064ff9b00000000",
        "0:0:0:0:0:0:0:1, 0000000000000000",
        "::1, 0000000000000000",
        "fe80:0:0:0:1:2:3:4%eth0, fe80000000000000"
    })
    void anIpv6ConnectionIsItsFirst64Bits(String address, String network) {
        assertThat(ClientNetwork.of(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.17, 192.0.2.17",
        "::ffff:192.0.2.1, 192.0.2.1",
        "::FFFF:192.0.2.1, 192.0.2.1",
        "::ffff:203.0.113.7, 203.0.113.7",
        "::ffff:cb00:7107, 203.0.113.7",
        "0:0:0:0:0:ffff:203.0.113.7, 203.0.113.7",
        "::ffff:203.0.113.7%eth0, 203.0.113.7"
    })
    void anIpv4AddressIsItselfHoweverItIsWritten(String address, String network) {
        assertThat(ClientNetwork.of(address)).isEqualTo(network);
    }

    @ParameterizedTest
    @CsvSource({"unknown", "192.0.2.17:4711", "1::2::3", "host:name"})
    void whatIsNoAddressIsTakenAsItIs(String address) {
        assertThat(ClientNetwork.of(address)).isEqualTo(address);
    }
}
