package fr.dmp.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fr.dmp.audit.Actor;
import fr.dmp.refusal.Refusal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole table of states and transitions. */
class CreationCaseTest {

    private static final Map<String, UnaryOperator<CreationCase>> TRANSITIONS = Map.of(
            "contactProved", CreationCase::contactProved,
            "expired", CreationCase::expired,
            "identified", creation -> creation.identifiedAs(UUID.randomUUID()),
            "awaitingCheck", CreationCase::awaitingCheck,
            "identityConfirmed", CreationCase::identityConfirmed,
            "checkFailed", CreationCase::checkFailed,
            "opened", CreationCase::opened,
            "refused", creation -> creation.refused(CreationReason.NOT_ELIGIBLE));

    private static final Map<String, CreationStatus> ALLOWED = Map.of(
            "AWAITING_CODE contactProved", CreationStatus.BEGUN,
            "AWAITING_CODE expired", CreationStatus.REFUSED,
            "BEGUN identified", CreationStatus.BEGUN,
            "BEGUN awaitingCheck", CreationStatus.AWAITING_CHECK,
            "BEGUN opened", CreationStatus.OPENED,
            "BEGUN refused", CreationStatus.REFUSED,
            "AWAITING_CHECK identityConfirmed", CreationStatus.BEGUN,
            "AWAITING_CHECK checkFailed", CreationStatus.REFUSED);

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("all")
    void eachTransitionIsAllowedFromOneStateOnly(CreationStatus status, String transition) {
        CreationCase creation = in(status);
        Optional<CreationStatus> next = Optional.ofNullable(ALLOWED.get(status + " " + transition));
        if (next.isPresent()) {
            assertThat(TRANSITIONS.get(transition).apply(creation).status()).isEqualTo(next.get());
        } else {
            assertThatExceptionOfType(Refusal.class)
                    .isThrownBy(() -> TRANSITIONS.get(transition).apply(creation))
                    .satisfies(refusal -> assertThat(refusal.slug()).isEqualTo("creation-state"))
                    .satisfies(refusal -> assertThat(refusal.properties()).containsEntry("status", status.name()));
        }
    }

    static Stream<Arguments> all() {
        return Arrays.stream(CreationStatus.values())
                .flatMap(status -> TRANSITIONS.keySet().stream().map(name -> Arguments.of(status, name)));
    }

    private static CreationCase in(CreationStatus status) {
        return new CreationCase(
                UUID.randomUUID(),
                UUID.randomUUID(),
                CreationChannel.ONLINE,
                status,
                null,
                null,
                Actor.ANONYMOUS,
                Instant.EPOCH,
                false);
    }
}
