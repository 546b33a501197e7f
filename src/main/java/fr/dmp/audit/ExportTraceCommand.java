package fr.dmp.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the trace out of the database, for {@code verify-trace}: who did what, of every record. */
public final class ExportTraceCommand {

    private static final Logger LOG = LoggerFactory.getLogger(ExportTraceCommand.class);

    private static final String USAGE =
            """


            export-trace : écrit la trace de tous les dossiers, pour « verify-trace ».

              --out=<fichier>        où l'écrire ; jamais par-dessus un fichier, lisible par vous seul

            La base de données est celle du programme : DMP_DATABASE_URL, DMP_DATABASE_USER (dmp_app),
            DMP_DATABASE_PASSWORD. Le fichier dit qui a fait quoi : gardez-le comme la base elle-même.
            """;

    private ExportTraceCommand() {}

    /**
     * Runs the command, and says what it did; without options it says how it is used.
     *
     * @param environment has the database
     */
    public static void main(String[] arguments, Map<String, String> environment) throws IOException {
        if (arguments.length == 0 || List.of(arguments).contains("--help")) {
            LOG.info(USAGE);
            return;
        }
        try {
            TraceExport.End written = write(arguments, database(environment));
            LOG.info("{} entrées et {} points de contrôle sont écrits.", written.entries(), written.checkpoints());
        } catch (Options.Wrong wrong) {
            LOG.error("{}.{}", wrong.getMessage(), USAGE);
            System.exit(2);
        }
    }

    private static DataSource database(Map<String, String> environment) {
        String url = environment.getOrDefault("DMP_DATABASE_URL", "");
        if (url.isBlank()) {
            throw new Options.Wrong("DMP_DATABASE_URL manque");
        }
        return new DriverManagerDataSource(
                url,
                environment.getOrDefault("DMP_DATABASE_USER", "dmp_app"),
                environment.getOrDefault("DMP_DATABASE_PASSWORD", ""));
    }

    /**
     * Writes the whole trace as it is at this moment; a part of one is left nowhere.
     *
     * @throws Options.Wrong for an option that can't be followed
     */
    static TraceExport.End write(String[] arguments, DataSource database) throws IOException {
        Path out = out(new Options(arguments, List.of("out")));
        Path part = out.resolveSibling(out.getFileName() + ".part");
        try {
            TraceExport.End written = write(part, database);
            Files.move(part, out, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static TraceExport.End write(Path part, DataSource database) throws IOException {
        try (FileChannel file = FileChannel.open(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Writer content = new BufferedWriter(
                        new OutputStreamWriter(Channels.newOutputStream(file), StandardCharsets.UTF_8))) {
            return seenAtOnce(database, content);
        }
    }

    private static TraceExport.End seenAtOnce(DataSource database, Writer content) {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        transaction.setReadOnly(true);
        TraceOrder order = new TraceOrder(JdbcClient.create(database));
        return transaction.execute(status -> {
            try {
                return new TraceWriter(order, content).write();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static Path out(Options options) {
        Path out = Path.of(options.needed("out")).toAbsolutePath();
        if (Files.exists(out)) {
            throw new Options.Wrong("--out : " + out + " existe déjà");
        }
        if (!Files.isDirectory(out.getParent())) {
            throw new Options.Wrong("--out : le dossier " + out.getParent() + " n'existe pas");
        }
        return out;
    }
}
