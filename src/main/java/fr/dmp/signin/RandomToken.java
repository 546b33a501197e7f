package fr.dmp.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** 256 random bits, as 43 characters, of which only the SHA-256 is stored: as random as that, they need no slow hash. */
public final class RandomToken {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LENGTH = 43;

    private RandomToken() {}

    public static String next() {
        byte[] random = new byte[32];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** Whether it can be one of ours at all. */
    public static boolean shaped(String token) {
        return token.length() == LENGTH;
    }

    public static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
