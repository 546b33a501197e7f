package fr.dmp.signin;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import fr.dmp.signin.SignIn.Signed;
import fr.dmp.vault.HouseKeys;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * What WebAuthn checks: that a signature is of this site, of this challenge, by this key, with its holder there and recognised
 * by the device. Where a key comes from isn't asked: any device will do (P).
 */
@Component
class PasskeyChecks {

    private static final List<COSEAlgorithmIdentifier> ALGORITHMS =
            List.of(COSEAlgorithmIdentifier.ES256, COSEAlgorithmIdentifier.EdDSA, COSEAlgorithmIdentifier.RS256);

    private final ObjectConverter converter = new ObjectConverter();
    private final AttestedCredentialDataConverter credentials = new AttestedCredentialDataConverter(converter);
    private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);

    private final KeptPasskeys kept;
    private final PasskeySite site;
    private final HouseKeys keys;

    PasskeyChecks(KeptPasskeys kept, PasskeySite site, HouseKeys keys) {
        this.kept = kept;
        this.site = site;
        this.keys = keys;
    }

    static List<Integer> algorithms() {
        return ALGORITHMS.stream()
                .map(algorithm -> Math.toIntExact(algorithm.getValue()))
                .toList();
    }

    /** What a sign-in's passkey signs; only this house can tell it from the sign-in's id, and it is as short-lived. */
    byte[] challenge(UUID signIn) {
        return keys.digest("passkey-sign-in", signIn.toString());
    }

    /** The handle under which devices keep a record's passkeys. */
    byte[] user(UUID record) {
        return keys.digest("passkey-user", record.toString());
    }

    /** What a new passkey is, as far as it is kept. */
    record Registered(byte[] credentialId, byte[] credential, long signCount, boolean backupEligible) {}

    /** Empty for what isn't a passkey of this site, or not made for this challenge. */
    Optional<Registered> registered(byte[] challenge, OwnPasskeys.Made made) {
        try {
            List<PublicKeyCredentialParameters> allowed = ALGORITHMS.stream()
                    .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
                    .toList();
            RegistrationData data = webAuthn.verify(
                    new RegistrationRequest(made.attestation(), made.clientData()),
                    new RegistrationParameters(server(challenge), allowed, true, true));
            return Optional.of(registered(
                    Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData()));
        } catch (WebAuthnException | IllegalArgumentException | NullPointerException refused) {
            return Optional.empty();
        }
    }

    private Registered registered(AuthenticatorData<?> data) {
        AttestedCredentialData credential = Objects.requireNonNull(data.getAttestedCredentialData());
        return new Registered(
                credential.getCredentialId(), credentials.convert(credential), data.getSignCount(), data.isFlagBE());
    }

    /**
     * What came of checking a signature.
     *
     * @param passkey that it is of; absent where it is none of ours, or wrong
     * @param ground why not: {@code WRONG_PASSKEY}, {@code COPIED_PASSKEY}
     */
    record Checked(Optional<KeptPasskey> passkey, long signCount, String ground) {

        static Checked refused(String ground) {
            return new Checked(Optional.empty(), 0, ground);
        }
    }

    Checked checked(UUID signIn, Signed signed) {
        return kept.find(signed.credential())
                .filter(passkey ->
                        signed.user().length == 0 || MessageDigest.isEqual(signed.user(), user(passkey.record())))
                .map(passkey -> checked(signIn, signed, passkey))
                .orElseGet(() -> Checked.refused("WRONG_PASSKEY"));
    }

    private Checked checked(UUID signIn, Signed signed, KeptPasskey passkey) {
        try {
            AuthenticationData data = webAuthn.verify(
                    new AuthenticationRequest(
                            signed.credential(),
                            signed.user().length == 0 ? null : signed.user(),
                            signed.authenticatorData(),
                            signed.clientData(),
                            signed.signature()),
                    new AuthenticationParameters(server(challenge(signIn)), stored(passkey), null, true, true));
            long count = Objects.requireNonNull(data.getAuthenticatorData()).getSignCount();
            return new Checked(Optional.of(passkey), count, "");
        } catch (MaliciousCounterValueException copied) {
            return Checked.refused("COPIED_PASSKEY");
        } catch (WebAuthnException | IllegalArgumentException | NullPointerException refused) {
            return Checked.refused("WRONG_PASSKEY");
        }
    }

    private CredentialRecordImpl stored(KeptPasskey passkey) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                passkey.backupEligible(),
                null,
                passkey.signCount(),
                credentials.convert(passkey.credential()),
                null,
                null,
                null,
                null);
    }

    private ServerProperty server(byte[] challenge) {
        return ServerProperty.builder()
                .origin(Origin.create(site.origin()))
                .rpId(site.id())
                .challenge(new DefaultChallenge(challenge))
                .build();
    }
}
