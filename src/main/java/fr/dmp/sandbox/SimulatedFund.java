package fr.dmp.sandbox;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import fr.dmp.gate.Sweeps;
import fr.dmp.sandbox.SampleClaims.Order;
import fr.dmp.sandbox.SampleClaims.Shares;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The Assurance Maladie, as far as it is asked for the past of new records: it fetches each file of requests, answers with a
 * delivery of claims and deletes the file. Its answer to a file is always the same, so that one that a kill cut short is
 * given once more, and known.
 */
@Component
@Profile("sandbox")
public class SimulatedFund {

    private static final Pattern REQUESTS = Pattern.compile("[0-9a-f-]{36}\\.csv");

    /** A year of a person who isn't ill: about five a month (P). */
    private static final int CLAIMS_A_HOLDER = 60;

    /** With troubles enough that each can be watched (P). */
    private static final Shares SHARES = new Shares(0.6, 0.03, 0.01, 0.03, 0.01, 0.01, 0);

    private final Path asked;
    private final Path inbox;
    private final Sweeps sweeps;

    SimulatedFund(@Value("${dmp.data}") Path data, Sweeps sweeps) {
        this.asked = data.resolve("outbox/history-requests");
        this.inbox = data.resolve("inbox/claims");
        this.sweeps = sweeps;
    }

    /** Answers all that is asked by now; at once where another node is about it. */
    @Scheduled(initialDelayString = "${dmp.sandbox.fund.delay}", fixedDelayString = "${dmp.sandbox.fund.delay}")
    public void answer() {
        sweeps.untilDone("sandbox-fund", () -> {
            try {
                Optional<Path> next = next();
                if (next.isPresent()) {
                    answer(next.get());
                }
                return next.isPresent();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private Optional<Path> next() throws IOException {
        try (Stream<Path> files = Files.list(asked)) {
            return files.filter(file ->
                            REQUESTS.matcher(file.getFileName().toString()).matches())
                    .min(Comparator.comparing(Path::getFileName));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private void answer(Path requests) throws IOException {
        String batch = requests.getFileName().toString().replace(".csv", "");
        Files.createDirectories(inbox);
        Path writing = inbox.resolve(batch + ".zip.part");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(writing))) {
            new SampleClaims(order(UUID.fromString(batch), Files.readString(requests))).write(out);
        }
        Files.move(writing, inbox.resolve(batch + ".zip"), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(requests);
    }

    /** An emitter of its own: no two answers have the same keys. Requests of one file differ by a day at most. */
    private static Order order(UUID batch, String requests) {
        List<NamedCsvRecord> lines = CsvReader.builder().fieldSeparator(';').ofNamedCsvRecord(requests).stream()
                .toList();
        long seed = batch.getLeastSignificantBits();
        return new Order(
                seed,
                (int) (seed & Integer.MAX_VALUE),
                lines.stream().map(line -> line.getField("nir")).toList(),
                day(lines, "from", Comparator.reverseOrder()),
                day(lines, "to", Comparator.naturalOrder()),
                (long) CLAIMS_A_HOLDER * lines.size(),
                SHARES);
    }

    private static LocalDate day(List<NamedCsvRecord> lines, String column, Comparator<LocalDate> firstInOrder) {
        Function<NamedCsvRecord, LocalDate> day = line -> LocalDate.parse(line.getField(column));
        return lines.stream().map(day).min(firstInOrder).orElseThrow();
    }
}
