package fr.dmp.document.content;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

/**
 * Writes a picture anew, upright: what it shows, and nothing of where and by what it was taken. Its pixels are counted
 * before any is decoded.
 */
final class ImageInspection {

    private static final long MOST_PIXELS = 50_000_000;
    private static final float JPEG_QUALITY = 0.92f;
    /** Of a PNG it is how little time compressing takes: nothing is lost. */
    private static final float PNG_QUALITY = 0.5f;

    private ImageInspection() {}

    /** @throws NotAccepted with the reason */
    static byte[] inspect(Form form, byte[] content) throws IOException {
        ImageIO.setUseCache(false);
        Marks marks = form == Form.JPEG ? Marks.ofJpeg(content) : Marks.ofPng(content);
        if (!marks.whole()) {
            throw new NotAccepted(Reason.BROKEN);
        }
        return written(form, upright(read(form, content), marks.orientation()));
    }

    private static BufferedImage read(Form form, byte[] content) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName(form.name()).next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(in, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                throw new NotAccepted(Reason.TOO_MANY_PIXELS);
            }
            return reader.read(0);
        }
    }

    private static BufferedImage upright(BufferedImage image, Orientation orientation) {
        if (orientation == Orientation.UPRIGHT
                && image.getColorModel().getColorSpace().isCS_sRGB()) {
            return image;
        }
        int width = orientation.turned() ? image.getHeight() : image.getWidth();
        int height = orientation.turned() ? image.getWidth() : image.getHeight();
        BufferedImage upright = new BufferedImage(width, height, type(image));
        Graphics2D graphics = upright.createGraphics();
        graphics.drawImage(image, orientation.of(image.getWidth(), image.getHeight()), null);
        graphics.dispose();
        return upright;
    }

    private static int type(BufferedImage image) {
        if (image.getColorModel().hasAlpha()) {
            return BufferedImage.TYPE_4BYTE_ABGR;
        }
        return image.getColorModel().getNumComponents() == 1
                ? BufferedImage.TYPE_BYTE_GRAY
                : BufferedImage.TYPE_3BYTE_BGR;
    }

    private static byte[] written(Form form, BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(form.name()).next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(form == Form.JPEG ? JPEG_QUALITY : PNG_QUALITY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        }
        if (bytes.size() > Inspector.MOST_ANSWERED) {
            throw new NotAccepted(Reason.TOO_LARGE);
        }
        return bytes.toByteArray();
    }
}
