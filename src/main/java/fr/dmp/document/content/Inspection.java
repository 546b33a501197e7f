package fr.dmp.document.content;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A program of its own, that {@link Inspector} starts: reads a content, says by its exit whether it is accepted, and
 * writes what came of it. It knows nothing else and ends by itself, should whoever started it be gone.
 */
final class Inspection {

    private static final int REASONS = 64;
    private static final long LONGEST_SECONDS = 30;

    private Inspection() {}

    /** @param args the name of the content's form */
    public static void main(String[] args) throws IOException {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        // Libraries that log must not speak into the answer.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        endInTime();
        int exit = 0;
        try {
            byte[] answer = inspect(Form.valueOf(args[0]), System.in.readAllBytes());
            out.write(answer);
            out.flush();
        } catch (NotAccepted e) {
            exit = exit(e.reason());
        } catch (StackOverflowError e) {
            exit = exit(Reason.TOO_COMPLEX);
        } catch (IOException | RuntimeException | LinkageError e) {
            exit = exit(Reason.BROKEN);
        }
        Runtime.getRuntime().halt(exit);
    }

    private static byte[] inspect(Form form, byte[] content) throws IOException {
        return switch (form) {
            case PDF -> {
                PdfInspection.inspect(content);
                yield new byte[0];
            }
            case JPEG, PNG -> ImageInspection.inspect(form, content);
            case CDA -> CdaInspection.inspect(content).bytes();
        };
    }

    private static int exit(Reason reason) {
        return REASONS + reason.ordinal();
    }

    /** What an exit other than 0 tells; one that isn't ours tells of a content that no one can read. */
    static Reason reason(int exit) {
        int ordinal = exit - REASONS;
        return ordinal >= 0 && ordinal < Reason.values().length ? Reason.values()[ordinal] : Reason.BROKEN;
    }

    private static void endInTime() {
        Thread watch = new Thread(() -> {
            try {
                TimeUnit.SECONDS.sleep(LONGEST_SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(exit(Reason.TOO_SLOW));
        });
        watch.setDaemon(true);
        watch.start();
    }
}
