package fr.dmp.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.dmp.vault.SigningKey;
import fr.dmp.vault.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyTraceCommandTest {

    @TempDir
    private Path folder;

    private final SigningKey key = SigningKeys.fresh();
    private final SampleTrace trace = SampleTrace.of(new Random(1), key);

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("trace"), trace.text());
        Files.createDirectories(folder.resolve("witness"));
        Files.writeString(folder.resolve("witness").resolve(Witness.FILE), String.join("\n", trace.witness) + "\n");
        Files.writeString(folder.resolve("trace.pub"), SigningKeys.fresh().publicPem() + key.publicPem());
    }

    @Test
    void itsOutcomeSaysWhetherTheTraceIsIntact() throws IOException {
        assertThat(run()).isZero();

        byte[] bytes = Files.readAllBytes(folder.resolve("trace"));
        bytes[bytes.length / 2] = (byte) 0xff;
        Files.write(folder.resolve("trace"), bytes);
        assertThat(run()).isEqualTo(1);
    }

    @Test
    void anotherKeyIsNotBelieved() throws IOException {
        Files.writeString(folder.resolve("trace.pub"), SigningKeys.fresh().publicPem());
        assertThat(run()).isEqualTo(1);
    }

    /** A line that was begun and then written whole is no tampering; one that is something else is. */
    @Test
    void aBrokenLineOfTheWitnessIsForgivenOnlyIfTheNextMakesItWhole() throws IOException {
        Path file = folder.resolve("witness").resolve(Witness.FILE);
        String last = trace.witness.get(trace.witness.size() - 1);
        String before = Files.readString(file).replace(last + "\n", "");
        Files.writeString(file, before + last.substring(0, 30) + "\n" + last + "\n" + last.substring(0, 10));
        assertThat(run()).isEqualTo(0);

        Files.writeString(file, before + "other" + "\n" + last + "\n");
        assertThat(run()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--export= | --export manque",
                "--export=nowhere | --export : pas de fichier lisible",
                "--witness=nowhere | --witness : pas de checkpoints.log",
                "--key=trace | --key : ce n'est pas une clé publique",
                "--clef=trace.pub | « --clef=trace.pub » n'est pas une option"
            })
    void whatCannotBeFollowedIsSaid(String option, String said) {
        String wrong = option.replaceFirst("=(?=[a-z])", "=" + folder + "/");
        assertThatThrownBy(() -> VerifyTraceCommand.verify(arguments(wrong)))
                .isInstanceOf(Options.Wrong.class)
                .hasMessageContaining(said.replace("--clef=", "--clef=" + folder + "/"));
    }

    private int run() throws IOException {
        return VerifyTraceCommand.run(arguments("--export=" + folder.resolve("trace")));
    }

    /** The last one of a name counts. */
    private String[] arguments(String last) {
        return new String[] {
            "--export=" + folder.resolve("trace"),
            "--witness=" + folder.resolve("witness"),
            "--key=" + folder.resolve("trace.pub"),
            last
        };
    }
}
