package fr.dmp.signin;

import java.util.Arrays;

/**
 * The network a client asks from: its IPv4 address, or the first 64 bits of its IPv6 address, which is what one
 * connection is given.
 */
final class ClientNetwork {

    private ClientNetwork() {}

    static String of(String address) {
        if (!address.contains(":")) {
            return address;
        }
        String[] groups = address.split("%", 2)[0].split(":", -1);
        int shortened = address.indexOf("::");
        long before =
                shortened < 0 ? groups.length : address.substring(0, shortened).split(":").length;
        return String.join(":", Arrays.asList(groups).subList(0, (int) Math.min(4, before)));
    }
}
