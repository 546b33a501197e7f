package fr.dmp.signin;

import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Representatives;
import fr.dmp.signin.HolderSession.Representative;
import fr.dmp.signin.HolderSession.Scope;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** As it is declared today; the decision asks the same once more, in the transaction of what is done. */
@Component
class DeclaredRepresentation implements Representation {

    private final KeptCredentials credentials;
    private final Representatives representatives;
    private final InsuredDirectory people;

    DeclaredRepresentation(KeptCredentials credentials, Representatives representatives, InsuredDirectory people) {
        this.credentials = credentials;
        this.representatives = representatives;
        this.people = people;
    }

    @Override
    public Optional<HolderSession> of(HolderSession session, UUID record) {
        if (record.equals(session.record())) {
            return Optional.of(session);
        }
        if (session.scope() != Scope.FULL) {
            return Optional.empty();
        }
        return credentials
                .find(record)
                .filter(other -> representatives.of(other.person()).contains(session.person()))
                .map(other -> acting(session, other));
    }

    private HolderSession acting(HolderSession session, KeptCredential other) {
        InsuredPerson person = people.get(session.person());
        Representative by = new Representative(session.record(), person.givenNames() + " " + person.familyName());
        return new HolderSession(
                session.id(), other.record(), other.person(), session.scope(), session.expiresAt(), by);
    }
}
