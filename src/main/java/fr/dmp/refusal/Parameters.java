package fr.dmp.refusal;

import fr.dmp.refusal.Refusal.Fault;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of one request, read one by one; what is wrong with any of them is told at once. */
public final class Parameters {

    private final List<Fault> faults = new ArrayList<>();

    /**
     * One parameter; empty where it is absent or blank, or can't be read.
     *
     * @param reader throws {@link IllegalArgumentException} or {@link DateTimeException} for what it can't read
     * @param message of the fault, a key of the bundle {@code refusal}
     */
    public <T> Optional<T> read(String name, @Nullable String written, Function<String, T> reader, String message) {
        try {
            return Optional.ofNullable(written).filter(text -> !text.isEmpty()).map(reader);
        } catch (IllegalArgumentException | DateTimeException e) {
            faults.add(new Fault("/" + name, message));
            return Optional.empty();
        }
    }

    /** @throws Refusal {@code invalid-input} where any parameter couldn't be read */
    public void check() {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
    }
}
