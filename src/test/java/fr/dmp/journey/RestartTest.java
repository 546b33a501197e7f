package fr.dmp.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.dmp.Superuser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;

/** The whole program finds everything as it was left, whether it was stopped or killed. */
class RestartTest {

    private static final Path DATA = Path.of("target/restart-test").toAbsolutePath();

    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void findsEverythingAfterAKill() throws Exception {
        FileSystemUtils.deleteRecursively(DATA);
        try (ChildProgram program = new ChildProgram(DATA)) {
            program.start();
            long people = people();
            assertThat(people).isGreaterThanOrEqualTo(30);
            Superuser.at(DATA)
                    .sql("update dmp.insured_person set city = 'AUTREVILLE' where family_name = 'LE GOFF'")
                    .update();
            long server = Superuser.pid(DATA);
            program.kill();
            assertThat(ProcessHandle.of(server)).as("its server lives on").isPresent();

            program.start();
            assertThat(Superuser.pid(DATA)).isNotEqualTo(server);
            assertThat(people()).isEqualTo(people);
            assertThat(Superuser.at(DATA)
                            .sql("select city from dmp.insured_person where family_name = 'LE GOFF'")
                            .query(String.class)
                            .single())
                    .isEqualTo("AUTREVILLE");
            aSecondOneOnTheSameDataIsToldSo();
            assertThat(program.alive()).isTrue();
            // It says so a little after it answers.
            await().atMost(SOON).until(() -> Files.readString(program.log()).contains("Le DMP est prêt"));
            assertThat(Files.readString(program.log())).contains("gestionnaire");
        }
    }

    private static void aSecondOneOnTheSameDataIsToldSo() throws Exception {
        assertThatThrownBy(() -> new ChildProgram(DATA).start());
        assertThat(Files.readString(DATA.resolve("program.log")))
                .contains("sont déjà utilisées par un autre programme", "--dmp.data=");
    }

    private static long people() {
        return Superuser.at(DATA)
                .sql("select count(*) from dmp.insured_person")
                .query(Long.class)
                .single();
    }
}
