package fr.dmp.document.content;

import fr.dmp.gate.Turns;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Has a content looked at by a Java of its own ({@link Inspection}), which gets it by its standard input and none of this
 * program's environment, and is ended when its time is over. Whatever happens there, this program goes on.
 */
@Component
class Inspector {

    /** Of what comes back: a picture may grow while it is written anew. */
    static final int MOST_ANSWERED = 2 * ContentJudge.MOST_BYTES;

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int AT_ONCE = 2;
    private static final int WAITING = 4;
    private static final int OUT_OF_MEMORY = 3;
    private static final String UNPACKING = "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final Turns turns = new Turns(AT_ONCE, WAITING);
    private final Duration limit;

    @Autowired
    Inspector() {
        this(LIMIT);
    }

    Inspector(Duration limit) {
        this.limit = limit;
    }

    /**
     * @return what {@link Inspection} answers
     * @throws NotAccepted with the reason it gives
     * @throws fr.dmp.refusal.Refusal {@code busy}
     */
    byte[] inspect(Form form, byte[] content) {
        return turns.inTurn(() -> run(form, content));
    }

    private byte[] run(Form form, byte[] content) {
        Process child = started(form);
        FutureTask<byte[]> talk = new FutureTask<>(() -> talk(child, content));
        Thread talking = new Thread(talk, "inspection");
        talking.setDaemon(true);
        talking.start();
        try {
            if (!child.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotAccepted(Reason.TOO_SLOW);
            }
            check(form, child.exitValue());
            return talk.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the inspection's answer can't be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("ended while inspecting", e);
        } finally {
            child.destroyForcibly();
        }
    }

    private static Process started(Form form) {
        try {
            return child(form).start();
        } catch (IOException e) {
            throw new IllegalStateException("no Java can be started", e);
        }
    }

    static ProcessBuilder child(Form form) {
        ProcessBuilder child = new ProcessBuilder(command(form)).redirectError(ProcessBuilder.Redirect.DISCARD);
        child.environment().clear();
        return child;
    }

    private static List<String> command(Form form) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Two pictures of 50 million pixels don't fit into less: as it is, and upright.
                form.image() ? "-Xmx512m" : "-Xmx256m",
                "-Xmn32m",
                "-Xss1m",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:MaxMetaspaceSize=64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+DisableAttachMechanism",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(main());
        command.add(form.name());
        return command;
    }

    /** Within the packaged jar, classes are found by its launcher alone. */
    private static List<String> main() {
        String main = Inspection.class.getName();
        return Inspection.class.getClassLoader() == ClassLoader.getSystemClassLoader()
                ? List.of(main)
                : List.of("-Dloader.main=" + main, UNPACKING);
    }

    /** It reads all before it answers. One that ends early, or answers without end, is told by its exit. */
    private static byte[] talk(Process child, byte[] content) throws IOException {
        try (OutputStream to = child.getOutputStream()) {
            to.write(content);
        } catch (IOException e) {
            return new byte[0];
        }
        try (InputStream from = child.getInputStream()) {
            return from.readNBytes(MOST_ANSWERED);
        }
    }

    private static void check(Form form, int exit) {
        if (exit == OUT_OF_MEMORY) {
            throw new NotAccepted(form.image() ? Reason.TOO_MANY_PIXELS : Reason.TOO_COMPLEX);
        }
        if (exit != 0) {
            throw new NotAccepted(Inspection.reason(exit));
        }
    }
}
