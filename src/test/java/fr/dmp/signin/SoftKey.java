package fr.dmp.signin;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** A passkey in software, as a browser and a device make and use one; each thing that they see to can be got wrong. */
public final class SoftKey {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final KeyPair pair = pair();
    private final byte[] id = random(32);
    private String origin;
    private String site = "localhost";
    private int flags = PRESENT | VERIFIED;
    private int count;
    private byte[] user = new byte[0];

    public SoftKey(String origin) {
        this.origin = origin;
    }

    SoftKey at(String otherOrigin) {
        origin = otherOrigin;
        return this;
    }

    SoftKey of(String otherSite) {
        site = otherSite;
        return this;
    }

    SoftKey unverified() {
        flags = PRESENT;
        return this;
    }

    SoftKey verified() {
        flags = PRESENT | VERIFIED;
        return this;
    }

    /** What the next signature counts from. */
    public SoftKey counting(int from) {
        count = from;
        return this;
    }

    SoftKey user(byte[] handle) {
        user = handle;
        return this;
    }

    byte[] id() {
        return id;
    }

    public OwnPasskeys.Made make(String name, byte[] challenge) {
        return new OwnPasskeys.Made(name, clientData("webauthn.create", challenge), attestation());
    }

    public SignIn.Signed sign(byte[] challenge) {
        byte[] clientData = clientData("webauthn.get", challenge);
        byte[] data = authenticatorData(flags, new byte[0]);
        return new SignIn.Signed(id, clientData, data, signature(data, clientData), user);
    }

    private byte[] clientData(String type, byte[] challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, Base64.getUrlEncoder().withoutPadding().encodeToString(challenge), origin)
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] authenticatorData(int said, byte[] more) {
        if (count > 0) {
            count++;
        }
        return ByteBuffer.allocate(37 + more.length)
                .put(digest(site.getBytes(StandardCharsets.UTF_8)))
                .put((byte) said)
                .putInt(count)
                .put(more)
                .array();
    }

    /** CBOR by hand: {@code {"fmt": "none", "attStmt": {}, "authData": …}}. */
    private byte[] attestation() {
        byte[] credential = join(new byte[16], new byte[] {0, (byte) id.length}, id, publicKey());
        byte[] data = authenticatorData(flags | ATTESTED, credential);
        return join(
                new byte[] {(byte) 0xa3},
                text("fmt"),
                text("none"),
                text("attStmt"),
                new byte[] {(byte) 0xa0},
                text("authData"),
                new byte[] {0x59, (byte) (data.length >> 8), (byte) data.length},
                data);
    }

    /** COSE: an EC2 key for ES256 on P-256, {@code {1: 2, 3: -7, -1: 1, -2: x, -3: y}}. */
    private byte[] publicKey() {
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return join(
                new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20},
                coordinate(key.getW().getAffineX()),
                new byte[] {0x22, 0x58, 0x20},
                coordinate(key.getW().getAffineY()));
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] padded = new byte[32];
        int length = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - length, padded, 32 - length, length);
        return padded;
    }

    private static byte[] text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return join(new byte[] {(byte) (0x60 + bytes.length)}, bytes);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private byte[] signature(byte[] data, byte[] clientData) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(data);
            signature.update(digest(clientData));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
            pairs.initialize(new ECGenParameterSpec("secp256r1"));
            return pairs.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
