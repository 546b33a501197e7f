package fr.dmp.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** The key that signs for the house (Ed25519), so that others can check without being able to sign. Never in the database. */
public final class SigningKey {

    private static final String PRIVATE = "PRIVATE KEY";

    private final PrivateKey secret;
    private final byte[] published;

    private SigningKey(PrivateKey secret, byte[] published) {
        this.secret = secret;
        this.published = published;
    }

    /**
     * @param pem the private key (PKCS #8) and its public key
     * @throws GeneralSecurityException there isn't one of each, or they don't belong together
     */
    static SigningKey read(String pem) throws GeneralSecurityException {
        List<byte[]> secrets = Pem.all(PRIVATE, pem);
        List<byte[]> published = Pem.all(PublicKeys.LABEL, pem);
        if (secrets.size() != 1 || published.size() != 1) {
            throw new GeneralSecurityException("a private key and its public key are expected");
        }
        PrivateKey secret =
                KeyFactory.getInstance(PublicKeys.ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(secrets.get(0)));
        SigningKey key = new SigningKey(secret, published.get(0));
        byte[] text = "pair".getBytes(StandardCharsets.UTF_8);
        if (!PublicKeys.of(key.publicPem()).verify(key.id(), text, key.sign(text))) {
            throw new GeneralSecurityException("the public key isn't the private one's");
        }
        return key;
    }

    /** A new pair, as text that {@link #read} reads. */
    static String fresh() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance(PublicKeys.ALGORITHM).generateKeyPair();
        return Pem.of(PRIVATE, pair.getPrivate().getEncoded())
                + Pem.of(PublicKeys.LABEL, pair.getPublic().getEncoded());
    }

    /** Which one it is, 16 hexadecimal digits: the beginning of the SHA-256 of the public key. */
    public String id() {
        return PublicKeys.id(published);
    }

    /** 64 bytes. */
    public byte[] sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance(PublicKeys.ALGORITHM);
            signature.initSign(secret);
            signature.update(text);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing failed", e);
        }
    }

    /** What others check by: the public key (X.509), as text. */
    public String publicPem() {
        return Pem.of(PublicKeys.LABEL, published);
    }
}
