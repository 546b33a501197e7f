package fr.dmp.vault;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The public keys that a signature may be checked by: the present one's, and those of keys before it. */
public final class PublicKeys {

    static final String ALGORITHM = "Ed25519";
    static final String LABEL = "PUBLIC KEY";
    private static final int ID = 8;

    private final Map<String, PublicKey> keys;

    private PublicKeys(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * @param pem one key or several, one after the other
     * @throws IllegalArgumentException there is none, or one is no Ed25519 key
     */
    public static PublicKeys of(String pem) {
        Map<String, PublicKey> keys = new HashMap<>();
        try {
            for (byte[] key : Pem.all(LABEL, pem)) {
                keys.put(id(key), KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(key)));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("no Ed25519 key", e);
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no public key");
        }
        return new PublicKeys(keys);
    }

    /** False for a key that isn't among these as for a signature that isn't right. */
    public boolean verify(String key, byte[] text, byte[] signature) {
        PublicKey known = keys.get(key);
        if (known == null) {
            return false;
        }
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            check.initVerify(known);
            check.update(text);
            return check.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    static String id(byte[] published) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(published);
            return HexFormat.of().formatHex(digest, 0, ID);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
