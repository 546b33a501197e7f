package fr.dmp.emergency;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.imageio.ImageIO;

/** A QR code, drawn module by module, the quiet zone around it included. */
public final class CardPicture {

    /** Four modules, as the norm wants it. */
    private static final int MARGIN = 4;

    /** A card is carried for years: a quarter of it may be scratched. */
    private static final ErrorCorrectionLevel WORN = ErrorCorrectionLevel.Q;

    private static final int WHITE = 0xffffff;

    private final BitMatrix modules;

    private CardPicture(BitMatrix modules) {
        this.modules = modules;
    }

    static CardPicture of(String text) {
        Map<EncodeHintType, ?> hints = Map.of(EncodeHintType.ERROR_CORRECTION, WORN, EncodeHintType.MARGIN, MARGIN);
        try {
            return new CardPicture(new QRCodeWriter().encode(text, BarcodeFormat.QR_CODE, 0, 0, hints));
        } catch (WriterException e) {
            throw new IllegalStateException("an address fits into a QR code", e);
        }
    }

    /** Modules a side. */
    public int size() {
        return modules.getWidth();
    }

    /** The dark ones, a stroke for each run of them, as the path of an SVG. */
    public String path() {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < size(); y++) {
            for (int x = 0; x < size(); x++) {
                int length = run(x, y);
                if (length > 0) {
                    path.append('M').append(x).append(' ').append(y);
                    path.append('h')
                            .append(length)
                            .append("v1h-")
                            .append(length)
                            .append('z');
                    x += length;
                }
            }
        }
        return path.toString();
    }

    private int run(int from, int y) {
        int to = from;
        while (to < size() && modules.get(to, y)) {
            to++;
        }
        return to - from;
    }

    /** A PNG of black and white. */
    byte[] png(int pixelsEach) {
        int side = size() * pixelsEach;
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                image.setRGB(x, y, modules.get(x / pixelsEach, y / pixelsEach) ? 0 : WHITE);
            }
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
