package fr.dmp.audit;

import com.fasterxml.jackson.databind.JsonNode;
import fr.dmp.vault.PublicKeys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Checks a proof as its description says, with nothing of the program but its hashes. */
public final class ProofReader {

    private static final HexFormat HEX = HexFormat.of();

    private ProofReader() {}

    /** @param pem the operator's public key */
    public static boolean proves(JsonNode proof, String pem, UUID record) {
        byte[] content = text(proof, "/content").getBytes(StandardCharsets.UTF_8);
        byte[] hash = Hashes.of(hex(proof, "/before"), content);
        byte[] leaf = Hashes.of(
                new byte[] {0},
                hex(proof, "/recordDigest"),
                ByteBuffer.allocate(8).putLong(proof.at("/seq").asLong()).array(),
                hash);
        List<byte[]> path = StreamSupport.stream(proof.at("/path").spliterator(), false)
                .map(node -> HEX.parseHex(node.asText()))
                .toList();
        byte[] root = Climb.root(
                leaf, proof.at("/index").asInt(), proof.at("/treeSize").asInt(), path);
        String signed = text(proof, "/checkpoint/text");
        String[] fields = signed.split(";");
        return HEX.formatHex(Hashes.of(record)).equals(text(proof, "/recordDigest"))
                && HEX.formatHex(hash).equals(text(proof, "/hash"))
                && HEX.formatHex(leaf).equals(text(proof, "/leafHash"))
                && HEX.formatHex(root).equals(text(proof, "/checkpoint/root"))
                && fields[3].equals(text(proof, "/treeSize"))
                && fields[4].equals(text(proof, "/checkpoint/root"))
                && PublicKeys.of(pem)
                        .verify(
                                text(proof, "/checkpoint/key"),
                                signed.getBytes(StandardCharsets.UTF_8),
                                hex(proof, "/checkpoint/signature"));
    }

    private static byte[] hex(JsonNode proof, String pointer) {
        return HEX.parseHex(text(proof, pointer));
    }

    private static String text(JsonNode proof, String pointer) {
        return proof.at(pointer).asText();
    }
}
