package fr.dmp.signin;

import java.net.URI;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The site that passkeys are made for: a browser signs with one only there, which is what makes them safe from pages that look
 * like ours. Changing the host makes all passkeys useless.
 */
@Component
class PasskeySite {

    private static final String ADDRESS = "dmp.signin.passkeys.address";

    private final Environment settings;

    PasskeySite(Environment settings) {
        this.settings = settings;
    }

    /** The relying party's id. */
    String id() {
        return address().getHost();
    }

    /** {@code https://dmp.exemple.fr}, with a port where it isn't the usual one. */
    String origin() {
        URI address = address();
        return address.getScheme() + "://" + address.getAuthority();
    }

    /** Read when it is asked for: a program that takes any free port knows it late. */
    private URI address() {
        return URI.create(settings.getRequiredProperty(ADDRESS));
    }
}
