package fr.dmp.audit;

import fr.dmp.audit.TraceCheck.Verdict;
import fr.dmp.vault.PublicKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verifies a trace that was written out by {@code export-trace}; needs no database and none of its rights. */
public final class VerifyTraceCommand {

    private static final Logger LOG = LoggerFactory.getLogger(VerifyTraceCommand.class);

    private static final String USAGE =
            """


            verify-trace : vérifie une trace exportée, sans la base de données.

              --export=<fichier>     écrit par « export-trace »
              --witness=<dossier>    le témoin : le dossier qui a checkpoints.log
              --key=<fichier>        la clé publique (trace.pub) ; s'il y en eut plusieurs, les unes après les autres

            Fin 0 : rien n'a été changé, ôté, ajouté, déplacé ni réécrit depuis que c'est scellé.
            Fin 1 : le contraire, et où. Fin 2 : la commande ne peut pas être suivie.
            """;

    private VerifyTraceCommand() {}

    /** Runs the command and says what was found; without options it says how it is used. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0 || List.of(arguments).contains("--help")) {
            LOG.info(USAGE);
            return;
        }
        int outcome = run(arguments);
        if (outcome != 0) {
            System.exit(outcome);
        }
    }

    /** 0 where nothing is wrong, 1 where something is, 2 where the command can't be followed. */
    static int run(String[] arguments) throws IOException {
        try {
            Verdict verdict = verify(arguments);
            verdict.findings().forEach(LOG::error);
            if (verdict.found() > verdict.findings().size()) {
                LOG.error(
                        "… et {} autres.", verdict.found() - verdict.findings().size());
            }
            LOG.info(
                    "{} entrées de {} dossiers, {} points de contrôle, {} entrées pas encore scellées : {}.",
                    verdict.entries(),
                    verdict.records(),
                    verdict.checkpoints(),
                    verdict.uncovered(),
                    verdict.found() == 0 ? "la trace est intacte" : "LA TRACE EST ALTÉRÉE");
            return verdict.found() == 0 ? 0 : 1;
        } catch (Options.Wrong wrong) {
            LOG.error("{}.{}", wrong.getMessage(), USAGE);
            return 2;
        }
    }

    /** @throws Options.Wrong for an option that can't be followed */
    static Verdict verify(String[] arguments) throws IOException {
        Options options = new Options(arguments, List.of("export", "witness", "key"));
        Path export = file(options, "export");
        PublicKeys keys = keys(options);
        Path folder = Path.of(options.needed("witness"));
        if (!Files.isReadable(folder.resolve(Witness.FILE))) {
            throw new Options.Wrong("--witness : pas de " + Witness.FILE + " lisible dans " + folder);
        }
        // Bytes that are no text become a character that no line has.
        try (Reader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(export), StandardCharsets.UTF_8))) {
            return new TraceCheck(keys, Witness.lines(folder)).verify(lines);
        }
    }

    private static PublicKeys keys(Options options) throws IOException {
        try {
            return PublicKeys.of(Files.readString(file(options, "key")));
        } catch (IllegalArgumentException e) {
            throw new Options.Wrong("--key : ce n'est pas une clé publique Ed25519");
        }
    }

    private static Path file(Options options, String name) {
        Path file = Path.of(options.needed(name));
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new Options.Wrong("--" + name + " : pas de fichier lisible " + file);
        }
        return file;
    }
}
