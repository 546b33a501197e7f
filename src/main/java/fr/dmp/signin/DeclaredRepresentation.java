package fr.dmp.signin;

import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.InsuredPerson;
import fr.dmp.identity.Representatives;
import fr.dmp.refusal.Refusal;
import fr.dmp.signin.HolderSession.Representative;
import fr.dmp.signin.HolderSession.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** As it is declared today; the decision asks the same once more, in the transaction of what is done. */
@Component
class DeclaredRepresentation implements Representation {

    private final KeptCredentials credentials;
    private final KeptSessions sessions;
    private final Representatives representatives;
    private final InsuredDirectory people;

    DeclaredRepresentation(
            KeptCredentials credentials,
            KeptSessions sessions,
            Representatives representatives,
            InsuredDirectory people) {
        this.credentials = credentials;
        this.sessions = sessions;
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
        Representative by = new Representative(session.record(), named(session.person()));
        return new HolderSession(
                session.id(), other.record(), other.person(), session.scope(), session.expiresAt(), by);
    }

    @Override
    public List<Represented> offered(HolderSession own) {
        if (own.scope() != Scope.FULL) {
            return List.of();
        }
        return representatives.representedBy(own.person()).stream()
                .flatMap(person -> credentials.ofPerson(person).stream())
                .map(other -> new Represented(other.record(), named(other.person())))
                .toList();
    }

    @Override
    public String name(HolderSession session) {
        return named(session.person());
    }

    private String named(UUID person) {
        InsuredPerson someone = people.get(person);
        return someone.givenNames() + " " + someone.familyName();
    }

    @Override
    public void changeOver(HolderSession own, UUID record) {
        HolderSession chosen = of(own, record).orElseThrow(Refusal::absent);
        sessions.actFor(own.id(), chosen.by() == null ? null : record);
    }

    @Override
    public void comeBack(HolderSession own) {
        sessions.actFor(own.id(), null);
    }
}
