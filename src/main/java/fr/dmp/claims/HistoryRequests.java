package fr.dmp.claims;

import static java.util.stream.Collectors.toMap;

import com.github.f4b6a3.uuid.UuidCreator;
import fr.dmp.claims.store.HistoryRequestFiles;
import fr.dmp.claims.store.StoredHistoryRequests;
import fr.dmp.claims.store.StoredHistoryRequests.Request;
import fr.dmp.gate.Sweeps;
import fr.dmp.identity.InsuredDirectory;
import fr.dmp.identity.Nir;
import fr.dmp.record.RecordOpened;
import fr.dmp.record.Records;
import fr.dmp.record.Records.Open;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The program keeps nobody's claims without an open record, so a new one asks the Assurance Maladie for its past, once.
 *
 * <p>Requests leave in batches, a file each. A batch is prepared under a hidden name within the transaction that marks its
 * requests as written; it is shown by whoever looks next, if that was committed, and destroyed otherwise. So a program that
 * is killed at any moment neither loses a request nor shows one twice, also where the file was fetched meanwhile.
 */
@Component
public class HistoryRequests {

    private static final Logger LOG = LoggerFactory.getLogger(HistoryRequests.class);
    private static final String LOCK = "history-requests";

    /** In a file: what a transaction unseals without being long. */
    static final int BATCH = 1_000;

    private final StoredHistoryRequests requests;
    private final HistoryRequestFiles files;
    private final Records records;
    private final InsuredDirectory directory;
    private final CareWindow window;
    private final Sweeps sweeps;

    HistoryRequests(
            StoredHistoryRequests requests,
            HistoryRequestFiles files,
            Records records,
            InsuredDirectory directory,
            CareWindow window,
            Sweeps sweeps) {
        this.requests = requests;
        this.files = files;
        this.records = records;
        this.directory = directory;
        this.window = window;
        this.sweeps = sweeps;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void ask(RecordOpened opened) {
        requests.ask(opened.record(), window.opens(), window.today());
    }

    /** These records had lines in a delivery, which answers what was asked for them. */
    @Transactional(propagation = Propagation.MANDATORY)
    void answered(Collection<UUID> fed, UUID delivery) {
        requests.answer(fed, delivery);
    }

    /**
     * Writes out what waits, and shows what is written; at once where another node is about it.
     *
     * @throws UncheckedIOException where the folder can't be written to: the requests go on waiting
     */
    public void write() {
        sweeps.untilDone(LOCK, () -> {
            try {
                showPrepared();
                return prepareNext();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Under the lock no other node is preparing one: each was either committed, or never will be. */
    private void showPrepared() throws IOException {
        for (UUID batch : files.prepared()) {
            if (requests.isWritten(batch)) {
                files.show(batch);
            } else {
                files.destroy(batch);
            }
        }
    }

    /** Answers whether there was one. */
    private boolean prepareNext() throws IOException {
        List<Request> waiting = requests.waiting(BATCH);
        if (waiting.isEmpty()) {
            return false;
        }
        Map<UUID, UUID> holders = records
                .openAmong(waiting.stream().map(Request::record).toList())
                .stream()
                .collect(toMap(Open::record, Open::person));
        List<Request> written = waiting.stream()
                .filter(request -> holders.containsKey(request.record()))
                .toList();
        requests.leaveOut(waiting.stream()
                .filter(request -> !holders.containsKey(request.record()))
                .toList());
        if (!written.isEmpty()) {
            prepare(written, holders);
        }
        return true;
    }

    private void prepare(List<Request> written, Map<UUID, UUID> holders) throws IOException {
        Map<UUID, Nir> nirs = directory.nirs(holders.values());
        StringBuilder lines = new StringBuilder("request;nir;from;to\n");
        for (Request request : written) {
            Nir nir = nirs.get(holders.get(request.record()));
            lines.append("%s;%s;%s;%s\n".formatted(request.id(), nir.value(), request.from(), request.to()));
        }
        UUID batch = UuidCreator.getTimeOrderedEpoch();
        requests.write(written, batch);
        files.prepare(batch, lines.toString());
        LOG.info("history requests: batch {} asks for the past of {} record(s)", batch, written.size());
    }
}
