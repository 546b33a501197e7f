package fr.dmp.gate;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/**
 * The network a client asks from: its IPv4 address, however it is written, or the first 64 bits of its IPv6 address,
 * which is what one connection is given.
 */
public final class ClientNetwork {

    private static final int NETWORK_BYTES = 8;

    private ClientNetwork() {}

    public static String of(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            // In brackets nothing but a literal is understood: no name is ever looked up.
            InetAddress literal = InetAddress.getByName("[" + address.split("%", 2)[0] + "]");
            return literal instanceof Inet6Address
                    ? HexFormat.of().formatHex(literal.getAddress(), 0, NETWORK_BYTES)
                    : literal.getHostAddress();
        } catch (UnknownHostException notALiteral) {
            return address;
        }
    }
}
