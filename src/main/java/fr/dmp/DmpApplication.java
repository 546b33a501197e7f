package fr.dmp;

import com.openhtmltopdf.util.XRLog;
import fr.dmp.audit.ExportTraceCommand;
import fr.dmp.audit.VerifyTraceCommand;
import fr.dmp.sandbox.SampleClaimsCommand;
import fr.dmp.vault.KeysFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The shared medical record: one program, one database, any number of nodes. */
@SpringBootApplication
public class DmpApplication {

    private static final Logger LOG = LoggerFactory.getLogger(DmpApplication.class);

    static {
        // What prints slips and letters has a log of its own, and would write there a line that doesn't fit on the
        // paper: a
        // name, or a password.
        XRLog.setLoggingEnabled(false);
    }

    /**
     * {@code create-keys <folder>} makes the keys of a production and ends, {@code rotate-master-key <folder>} adds a master
     * key to them and ends, {@code sample-claims} writes claims as a fund would deliver them and ends, {@code export-trace}
     * writes the trace out and {@code verify-trace} verifies what it wrote; anything else starts the program.
     */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        if (args.length == 2 && args[0].equals("create-keys")) {
            KeysFolder.create(Path.of(args[1]));
            LOG.info("Les clés sont dans {}. Gardez-en une copie en lieu sûr : sans elles, rien ne se relit.", args[1]);
            return;
        }
        if (args.length == 2 && args[0].equals("rotate-master-key")) {
            String name = KeysFolder.rotate(Path.of(args[1]));
            LOG.info(
                    "La clé maîtresse {} est ajoutée. Chaque nœud enveloppe par elle les clés des dossiers. Gardez une copie"
                            + " du dossier {}.",
                    name,
                    args[1]);
            return;
        }
        if (args.length > 0 && args[0].equals("sample-claims")) {
            SampleClaimsCommand.main(Arrays.copyOfRange(args, 1, args.length), new Time().systemClock());
            return;
        }
        if (args.length > 0 && args[0].equals("export-trace")) {
            ExportTraceCommand.main(Arrays.copyOfRange(args, 1, args.length), System.getenv());
            return;
        }
        if (args.length > 0 && args[0].equals("verify-trace")) {
            VerifyTraceCommand.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        SpringApplication.run(DmpApplication.class, args);
    }

    @Configuration
    static class Time {

        /** Time is injected everywhere; the sandbox puts a clock that can be moved in front of this one. */
        @Bean
        Clock systemClock() {
            return Clock.systemUTC();
        }
    }
}
