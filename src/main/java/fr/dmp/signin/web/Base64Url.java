package fr.dmp.signin.web;

import fr.dmp.refusal.Refusal;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as WebAuthn writes them in JSON. */
final class Base64Url {

    /** No key, signature or attestation of a device comes near. */
    private static final int LONGEST = 65_536;

    private Base64Url() {}

    static String of(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** @throws Refusal 422 for what is no such text, or empty */
    static byte[] bytes(@Nullable String text, String pointer) {
        byte[] bytes = perhaps(text, pointer);
        if (bytes.length == 0) {
            throw Refusal.invalid(pointer, "fault.base64");
        }
        return bytes;
    }

    /** The same of what may be left out. */
    static byte[] perhaps(@Nullable String text, String pointer) {
        if (text != null && text.length() > LONGEST) {
            throw Refusal.invalid(pointer, "fault.base64");
        }
        try {
            return text == null ? new byte[0] : Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException not) {
            throw Refusal.invalid(pointer, "fault.base64");
        }
    }
}
