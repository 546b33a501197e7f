package fr.dmp.sandbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import fr.dmp.vault.HouseKeys;
import java.text.ParseException;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The provider's signing key and address, in the database so that every node signs and publishes the same. */
@Repository
@Profile("sandbox")
class IssuerKeys {

    private static final String CONTEXT = "sandbox-issuer";

    private final JdbcClient jdbc;
    private final HouseKeys keys;

    IssuerKeys(JdbcClient jdbc, HouseKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    /** Made by whichever node asks first. */
    RSAKey signing() {
        return stored().orElseGet(() -> {
            jdbc.sql(
                            "insert into dmp.sandbox_issuer (key) values (?) on conflict (one_row) do update set key = coalesce(sandbox_issuer.key, excluded.key)")
                    .param(keys.seal(CONTEXT, fresh().toJSONString()))
                    .update();
            return stored().orElseThrow();
        });
    }

    private Optional<RSAKey> stored() {
        return jdbc.sql("select key from dmp.sandbox_issuer where key is not null")
                .query(byte[].class)
                .optional()
                .map(key -> parse(keys.open(CONTEXT, key)));
    }

    Optional<String> address() {
        return jdbc.sql("select address from dmp.sandbox_issuer where address is not null")
                .query(String.class)
                .optional();
    }

    void moveTo(String address) {
        jdbc.sql(
                        "insert into dmp.sandbox_issuer (address) values (?) on conflict (one_row) do update set address = excluded.address")
                .param(address)
                .update();
    }

    private static RSAKey fresh() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("RSA is part of every Java", e);
        }
    }

    private static RSAKey parse(String json) {
        try {
            return RSAKey.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException("the stored key of the sandbox's issuer doesn't parse", e);
        }
    }
}
