package fr.dmp.document.content;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a picture's outer marks tell, without decoding it.
 *
 * @param whole whether it goes on to its end: decoders show half a picture without a word
 */
record Marks(boolean whole, Orientation orientation) {

    private static final int FILLING = 0xffff;
    private static final int START_OF_SCAN = 0xffda;
    private static final int END_OF_IMAGE = 0xffd9;
    private static final int EXIF = 0xffe1;
    private static final int HELD = 0x0112;
    private static final int PNG_SIGNATURE = 8;
    private static final int PNG_END = 0x49454e44;
    private static final byte[] EXIF_HEADER = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    static Marks ofJpeg(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content).position(2);
        Orientation orientation = Orientation.UPRIGHT;
        while (in.remaining() >= 4) {
            int marker = in.getShort() & 0xffff;
            if (marker == FILLING) {
                in.position(in.position() - 1);
                continue;
            }
            int length = in.getShort(in.position()) & 0xffff;
            if (marker == START_OF_SCAN) {
                return new Marks(ends(in), orientation);
            }
            if (marker < 0xff00 || length < 2 || length > in.remaining()) {
                break;
            }
            if (marker == EXIF && orientation == Orientation.UPRIGHT) {
                orientation = exif(in.slice(in.position() + 2, length - 2));
            }
            in.position(in.position() + length);
        }
        return new Marks(false, orientation);
    }

    private static boolean ends(ByteBuffer scan) {
        for (int at = scan.position(); at < scan.limit() - 1; at++) {
            if ((scan.getShort(at) & 0xffff) == END_OF_IMAGE) {
                return true;
            }
        }
        return false;
    }

    private static Orientation exif(ByteBuffer segment) {
        try {
            byte[] header = new byte[EXIF_HEADER.length];
            segment.get(header);
            if (!Arrays.equals(header, EXIF_HEADER)) {
                return Orientation.UPRIGHT;
            }
            return tiff(segment.slice());
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return Orientation.UPRIGHT;
        }
    }

    private static Orientation tiff(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        tiff.position(tiff.getInt(4));
        for (int entries = tiff.getShort() & 0xffff; entries > 0; entries--) {
            int tag = tiff.getShort() & 0xffff;
            if (tag == HELD) {
                return Orientation.exif(tiff.getShort(tiff.position() + 6));
            }
            tiff.position(tiff.position() + 10);
        }
        return Orientation.UPRIGHT;
    }

    /** A PNG is taken as it lies: telephones write none. */
    static Marks ofPng(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content);
        in.position(Math.min(PNG_SIGNATURE, in.limit()));
        while (in.remaining() >= 12) {
            int length = in.getInt();
            int type = in.getInt();
            if (type == PNG_END) {
                return new Marks(true, Orientation.UPRIGHT);
            }
            if (length < 0 || length > in.remaining() - 4) {
                break;
            }
            in.position(in.position() + length + 4);
        }
        return new Marks(false, Orientation.UPRIGHT);
    }
}
