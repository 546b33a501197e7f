package fr.dmp.signin;

import fr.dmp.signin.KeptChallenges.Code;
import fr.dmp.vault.HouseKeys;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A code is kept as a keyed digest that names its challenge: it opens no other, and tells nothing to who reads it. */
@Component
class Codes {

    private final HouseKeys keys;

    Codes(HouseKeys keys) {
        this.keys = keys;
    }

    String random() {
        return CodeRules.random();
    }

    byte[] digest(UUID challenge, String code) {
        return keys.digest("sign-in-code", challenge + "/" + code);
    }

    /** Where no code was sent, none opens, the right guess least of all. */
    Code kept(UUID challenge, String code, boolean sent) {
        return new Code(digest(challenge, sent ? code : "unsent"), sent);
    }
}
