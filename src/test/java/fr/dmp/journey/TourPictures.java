package fr.dmp.journey;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** The tour's pictures in {@code src/docs/pictures}: drawn only with {@code -Ddmp.pictures=draw}, in 256 colours. */
final class TourPictures {

    private static final Path PICTURES = Path.of("src/docs/pictures");
    private static final int COLOURS = 256;
    private static final int PAPER_DPI = 80;

    private TourPictures() {}

    /** From a screenshot. */
    static void draw(String name, Path shot) {
        if (wanted()) {
            store(name, () -> ImageIO.read(shot.toFile()));
        }
    }

    /** From a PDF's first page. */
    static void drawPaper(String name, byte[] pdf) {
        if (wanted()) {
            store(name, () -> rendered(pdf));
        }
    }

    private static boolean wanted() {
        return "draw".equals(System.getProperty("dmp.pictures"));
    }

    private static BufferedImage rendered(byte[] pdf) throws IOException {
        try (PDDocument paper = Loader.loadPDF(pdf)) {
            return new PDFRenderer(paper).renderImageWithDPI(0, PAPER_DPI, ImageType.RGB);
        }
    }

    private interface Source {
        BufferedImage read() throws IOException;
    }

    private static void store(String name, Source source) {
        try {
            Files.createDirectories(PICTURES);
            File file = PICTURES.resolve(name + ".png").toFile();
            ImageIO.write(inFewColours(source.read()), "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pages have few colours: the most frequent are kept, every other becomes the nearest of these. */
    private static BufferedImage inFewColours(BufferedImage full) {
        int width = full.getWidth();
        int[] pixels = full.getRGB(0, 0, width, full.getHeight(), null, 0, width);
        int[] palette = frequent(pixels);
        BufferedImage indexed = new BufferedImage(
                width,
                full.getHeight(),
                BufferedImage.TYPE_BYTE_INDEXED,
                new IndexColorModel(8, palette.length, palette, 0, false, -1, 0));
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int index = nearest.computeIfAbsent(pixels[i], colour -> nearest(palette, colour));
            indexed.getRaster().setSample(i % width, i / width, 0, index);
        }
        return indexed;
    }

    private static int[] frequent(int[] pixels) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(COLOURS)
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    private static int nearest(int[] palette, int colour) {
        return IntStream.range(0, palette.length)
                .boxed()
                .min(Comparator.comparingInt(index -> distance(palette[index], colour)))
                .orElseThrow();
    }

    private static int distance(int one, int other) {
        int red = (one >> 16 & 255) - (other >> 16 & 255);
        int green = (one >> 8 & 255) - (other >> 8 & 255);
        int blue = (one & 255) - (other & 255);
        return red * red + green * green + blue * blue;
    }
}
