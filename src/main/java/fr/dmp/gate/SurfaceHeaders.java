package fr.dmp.gate;

import java.util.HashMap;
import java.util.Map;

/** What every answer tells the browser. The engine's web applications replace the policy by the one that they need. */
final class SurfaceHeaders {

    private static final Map<String, String> ALL = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            // Not "no-referrer": browsers would then send the origin "null" with a form.
            "Referrer-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Strict-Transport-Security", "max-age=31536000");

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                    + "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
                    + "frame-ancestors 'none'";

    private SurfaceHeaders() {}

    /** Nothing inline, nothing from elsewhere. */
    static Map<String, String> strict() {
        Map<String, String> headers = new HashMap<>(ALL);
        headers.put("Content-Security-Policy", POLICY);
        return Map.copyOf(headers);
    }
}
