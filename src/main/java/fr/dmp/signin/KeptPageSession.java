package fr.dmp.signin;

import java.time.Instant;

/**
 * An open session of a professional.
 *
 * @param profession as it was at the sign-in
 * @param regulation whether the provider gave the right of a regulating doctor
 */
public record KeptPageSession(
        String rpps, String profession, boolean regulation, Instant lastSeenAt, Instant expiresAt) {}
