package fr.dmp.claims.cda;

import fr.dmp.claims.CareHistory.Statement;
import fr.dmp.claims.delivery.CareLine;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/** SHA-256 of several things, each preceded by its length so that none can run into the next. */
final class Digest {

    private Digest() {}

    static UUID uuid(Object... parts) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(parts));
        return new UUID(hash.getLong(), hash.getLong());
    }

    /** Of what a document tells: repeated under other file names or spacings, it is the same. */
    static byte[] of(List<CareLine> lines, List<Statement> statements) {
        Object[] parts = new Object[lines.size() + 1];
        for (int i = 0; i < lines.size(); i++) {
            CareLine line = lines.get(i);
            parts[i] = uuid(
                    line.key(),
                    line.nth(),
                    line.section(),
                    line.from(),
                    line.to(),
                    String.valueOf(line.system()),
                    String.valueOf(line.code()),
                    String.valueOf(line.label()),
                    String.valueOf(line.quantity()),
                    String.valueOf(line.performer()),
                    String.valueOf(line.prescriber()),
                    line.details());
        }
        parts[lines.size()] = statements;
        return sha256(parts);
    }

    private static byte[] sha256(Object... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object part : parts) {
                byte[] bytes = part.toString().getBytes(StandardCharsets.UTF_8);
                digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
