package fr.dmp.access;

import static org.assertj.core.api.Assertions.assertThat;

import fr.dmp.audit.Actor;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table of actors, things and statuses. */
class AccessRulesTest {

    private static final String RECORD = UUID.randomUUID().toString();

    /** Whatever isn't here is refused. */
    private static final Set<String> ALLOWED = Set.of(
            "HOLDER RECORD ACTIVE",
            "HOLDER CARE_HISTORY ACTIVE",
            "HOLDER NOTICES ACTIVE",
            "HOLDER ACCESS_LOG ACTIVE",
            "HOLDER RECORD CLOSED");

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("all")
    void eachCaseIsDecidedByItsRule(String who, Thing thing, String status) {
        Decision decision = AccessRules.decide(
                actor(who), RECORD, thing, Optional.of(status).filter(known -> !known.equals("NONE")));
        boolean allowed = ALLOWED.contains(who + " " + thing + " " + status);
        assertThat(decision.allowed()).isEqualTo(allowed);
        assertThat(decision.rule())
                .isEqualTo(allowed ? "HOLDER" : status.equals("ACTIVE") ? "NO_AUTHORIZATION" : "RECORD_NOT_ACTIVE");
        assertThat(decision.facts()).containsEntry("status", status).containsEntry("thing", thing.name());
    }

    static Stream<Arguments> all() {
        Stream<String> actors = Stream.concat(
                Stream.of("ANOTHER_HOLDER"), Arrays.stream(Actor.Kind.values()).map(Enum::name));
        return actors.flatMap(
                who -> Arrays.stream(Thing.values()).flatMap(thing -> Stream.of("ACTIVE", "CLOSED", "DELETED", "NONE")
                        .map(status -> Arguments.of(who, thing, status))));
    }

    /** All but another holder bear the record's id: who they are must count, not what they are called. */
    private static Actor actor(String who) {
        return who.equals("ANOTHER_HOLDER")
                ? new Actor(Actor.Kind.HOLDER, UUID.randomUUID().toString(), null)
                : new Actor(Actor.Kind.valueOf(who), RECORD, null);
    }
}
