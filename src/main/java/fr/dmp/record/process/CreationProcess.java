package fr.dmp.record.process;

import fr.dmp.record.CaseFile;
import fr.dmp.record.CreationChannel;
import fr.dmp.record.CreationFlow;
import fr.dmp.refusal.Refusal;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Moves creations on in the engine, each by its id, which is the business key. */
@Component
class CreationProcess implements CreationFlow {

    private final RuntimeService runtime;

    CreationProcess(RuntimeService runtime) {
        this.runtime = runtime;
    }

    @Override
    public void startOnline(UUID creation) {
        start(RecordCreation.HOLDER_ASKS, creation, CreationChannel.ONLINE);
    }

    @Override
    public void startForProfessional(UUID creation) {
        start(RecordCreation.PROFESSIONAL_ASKS, creation, CreationChannel.PROFESSIONAL);
    }

    private void start(String message, UUID creation, CreationChannel channel) {
        Map<String, Object> variables =
                Map.of(RecordCreation.CHANNEL, channel.name(), RecordCreation.REFERENCE, CaseFile.reference(creation));
        refusing(() -> runtime.startProcessInstanceByMessage(message, creation.toString(), variables));
    }

    @Override
    public void contactProved(UUID creation) {
        refusing(() -> runtime.createMessageCorrelation(RecordCreation.CONTACT_PROVED)
                .processInstanceBusinessKey(creation.toString())
                .correlate());
    }

    /** What the domain refused comes out as it went in: the engine wraps what its steps throw. */
    private static void refusing(Runnable command) {
        try {
            command.run();
        } catch (ProcessEngineException wrapped) {
            throw refusalIn(wrapped).<RuntimeException>map(refusal -> refusal).orElse(wrapped);
        }
    }

    private static Optional<Refusal> refusalIn(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .filter(Refusal.class::isInstance)
                .map(Refusal.class::cast)
                .findFirst();
    }
}
