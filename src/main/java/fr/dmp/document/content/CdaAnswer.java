package fr.dmp.document.content;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the inspection of a CDA document hands back: each with its length in four bytes before it.
 *
 * @param encapsulated what its body is, where that isn't XML
 */
record CdaAnswer(String html, Optional<byte[]> encapsulated) {

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, html.getBytes(StandardCharsets.UTF_8));
            write(out, encapsulated.orElse(new byte[0]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static CdaAnswer read(byte[] answer) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(answer))) {
            String html = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
            byte[] encapsulated = in.readNBytes(in.readInt());
            return new CdaAnswer(html, Optional.of(encapsulated).filter(bytes -> bytes.length > 0));
        } catch (IOException | IllegalArgumentException e) {
            throw new NotAccepted(Reason.BROKEN);
        }
    }

    private static void write(DataOutputStream out, byte[] part) throws IOException {
        out.writeInt(part.length);
        out.write(part);
    }

    @Override
    public String toString() {
        return "CDA";
    }
}
