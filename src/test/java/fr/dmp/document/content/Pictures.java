package fr.dmp.document.content;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Pictures, good and bad. */
public final class Pictures {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

    private Pictures() {}

    /** Wider than high, red in its upper left corner, blue in the lower right one. */
    static BufferedImage corners() {
        BufferedImage image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 96; x++) {
            for (int y = 0; y < 64; y++) {
                boolean red = x < 32 && y < 32;
                boolean blue = x >= 64 && y >= 32;
                image.setRGB(x, y, red ? 0xff0000 : blue ? 0x0000ff : 0xffffff);
            }
        }
        return image;
    }

    static byte[] written(BufferedImage image, String format) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, format, bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static BufferedImage read(byte[] bytes) {
        try {
            return ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] jpeg() {
        return written(corners(), "jpeg");
    }

    public static byte[] png() {
        return written(corners(), "png");
    }

    /** With EXIF data: how it was held, and in its tail where it was taken. */
    static byte[] taken(int orientation, String place) {
        byte[] where = place.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer tiff = ByteBuffer.allocate(26 + where.length)
                .put("MM\0*".getBytes(StandardCharsets.US_ASCII))
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0)
                .put(where);
        return segment(0xffe1, Pdfs.joined("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff.array()));
    }

    /** The good JPEG with one more segment at its beginning. */
    static byte[] segment(int marker, byte[] content) {
        byte[] jpeg = jpeg();
        byte[] head = ByteBuffer.allocate(6)
                .putShort((short) 0xffd8)
                .putShort((short) marker)
                .putShort((short) (content.length + 2))
                .array();
        return Pdfs.joined(head, content, Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** Says it has so many pixels; all of them are there, and black, if so wished. */
    static byte[] blackPng(int width, int height, int lines) throws IOException {
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        return Pdfs.joined(
                SIGNATURE,
                chunk("IHDR", header),
                chunk("IDAT", packed((long) lines * (1 + 3L * width))),
                chunk("IEND", new byte[0]));
    }

    /** With a comment that unpacks to far more than it is. */
    static byte[] bombInComment(int unpacked) throws IOException {
        byte[] png = png();
        byte[] comment = Pdfs.joined("Comment\0\0".getBytes(StandardCharsets.US_ASCII), packed(unpacked));
        return Pdfs.joined(
                Arrays.copyOf(png, 33),
                chunk("zTXt", comment),
                chunk("iCCP", comment),
                Arrays.copyOfRange(png, 33, png.length));
    }

    static byte[] chunk(String type, byte[] content) {
        byte[] named = Pdfs.joined(type.getBytes(StandardCharsets.US_ASCII), content);
        CRC32 check = new CRC32();
        check.update(named);
        ByteBuffer chunk = ByteBuffer.allocate(content.length + 12).putInt(content.length);
        return chunk.put(named).putInt((int) check.getValue()).array();
    }

    private static byte[] packed(long zeros) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
            byte[] block = new byte[1 << 16];
            for (long left = zeros; left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
        }
        return packed.toByteArray();
    }
}
