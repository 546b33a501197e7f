package fr.dmp.signin;

/** Changing the password. */
public interface Passwords {

    /**
     * Puts a new password in the place of the present one. Every session of the record ends; the answer is a new one of
     * full scope. The holder is told.
     *
     * @param current the password in use, or the initial one that opened this session
     * @throws fr.dmp.refusal.Refusal 422 {@code invalid-input} with pointer {@code /current} or {@code /new}; 429
     *     {@code too-many-requests}, 503 {@code busy}, each with {@code retryAfter}
     */
    SignIn.SignedIn change(HolderSession session, String current, String fresh);
}
