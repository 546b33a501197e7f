package fr.dmp.document.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.refusal.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InspectorTest {

    /** Passwords are in the program's environment. */
    @ParameterizedTest
    @EnumSource
    void theChildKnowsNothingOfTheProgramAndIsBounded(Form form) {
        ProcessBuilder child = Inspector.child(form);
        assertThat(child.environment()).isEmpty();
        assertThat(child.command())
                .contains(form.image() ? "-Xmx512m" : "-Xmx256m", "-XX:+ExitOnOutOfMemoryError")
                .noneMatch(argument -> argument.contains("password"));
    }

    @Test
    void anExitThatIsNoneOfOursIsABrokenContent() {
        assertThat(IntStream.of(1, 2, 4, 63, 134, 137, 255))
                .allSatisfy(exit -> assertThat(Inspection.reason(exit)).isEqualTo(Reason.BROKEN));
        assertThat(Inspection.reason(64)).isEqualTo(Reason.EMPTY);
    }

    /** Many at once: each has its verdict or is told to come again, and no child is left. */
    @Test
    void manyAtOnceAreTakenInTurn() {
        Inspector inspector = new Inspector();
        byte[] content = Pdfs.good();
        List<CompletableFuture<Boolean>> all = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> served(inspector, content), task -> new Thread(task).start()))
                .toList();
        List<Boolean> served = all.stream().map(CompletableFuture::join).toList();
        assertThat(served).contains(true);
        assertThat(served.stream().filter(one -> !one)).hasSizeGreaterThanOrEqualTo(1);
        assertThat(ProcessHandle.current()
                        .children()
                        .filter(child -> child.info().commandLine().orElse("").contains(Inspection.class.getName())))
                .noneMatch(ProcessHandle::isAlive);
    }

    private static boolean served(Inspector inspector, byte[] content) {
        try {
            inspector.inspect(Form.PDF, content);
            return true;
        } catch (Refusal busy) {
            assertThat(busy.slug()).isEqualTo("busy");
            return false;
        }
    }

    @Test
    void aRefusalIsItsReason() {
        assertThatThrownBy(() -> new Inspector().inspect(Form.PDF, Pdfs.encrypted("x")))
                .isInstanceOfSatisfying(NotAccepted.class, refused -> assertThat(refused.reason())
                        .isEqualTo(Reason.ENCRYPTED));
    }
}
