package fr.dmp.portal;

import java.util.Base64;

/** What a page gives to a script, and what the script writes into a form: bytes as base64url. */
final class ScriptedBytes {

    private ScriptedBytes() {}

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** None for what no script of ours wrote. */
    static byte[] bytes(Form form, String field) {
        try {
            return Base64.getUrlDecoder().decode(form.value(field));
        } catch (IllegalArgumentException notOurs) {
            return new byte[0];
        }
    }
}
