package fr.dmp.document.content;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImageInspectionTest {

    /** Each of the eight ways to hold a telephone: where the corner that was the upper left, and the lower right one, come to lie. */
    @ParameterizedTest
    @CsvSource({
        "1, false, 0, 0, 1, 1",
        "2, false, 1, 0, 0, 1",
        "3, false, 1, 1, 0, 0",
        "4, false, 0, 1, 1, 0",
        "5, true, 0, 0, 1, 1",
        "6, true, 1, 0, 0, 1",
        "7, true, 1, 1, 0, 0",
        "8, true, 0, 1, 1, 0",
        "9, false, 0, 0, 1, 1"
    })
    void photosStandUpright(int exif, boolean turned, int redX, int redY, int blueX, int blueY) throws IOException {
        BufferedImage upright = Pictures.read(ImageInspection.inspect(Form.JPEG, Pictures.taken(exif, "48.8534N")));
        assertThat(upright.getWidth()).isEqualTo(turned ? 64 : 96);
        assertThat(upright.getHeight()).isEqualTo(turned ? 96 : 64);
        assertThat(corner(upright, redX, redY).getRed()).isGreaterThan(200);
        assertThat(corner(upright, redX, redY).getBlue()).isLessThan(60);
        assertThat(corner(upright, blueX, blueY).getBlue()).isGreaterThan(200);
        assertThat(corner(upright, blueX, blueY).getRed()).isLessThan(60);
    }

    @Test
    void nothingIsKeptOfWhereItWasTaken() throws IOException {
        byte[] jpeg =
                ImageInspection.inspect(Form.JPEG, Pictures.segment(0xfffe, "taken at 48.8534N".getBytes(ISO_8859_1)));
        assertThat(new String(jpeg, ISO_8859_1)).doesNotContain("48.8534N", "Exif");
        byte[] taken = ImageInspection.inspect(Form.JPEG, Pictures.taken(6, "48.8534N"));
        assertThat(new String(taken, ISO_8859_1)).doesNotContain("48.8534N", "Exif");
        byte[] png = Pictures.png();
        byte[] said = Pdfs.joined(
                Arrays.copyOf(png, 33),
                Pictures.chunk("tEXt", "Place\00048.8534N".getBytes(ISO_8859_1)),
                Pictures.chunk("eXIf", "MM 48.8534N".getBytes(ISO_8859_1)),
                Arrays.copyOfRange(png, 33, png.length));
        assertThat(new String(ImageInspection.inspect(Form.PNG, said), ISO_8859_1))
                .doesNotContain("48.8534N");
    }

    /** What comes behind a picture doesn't come with it. */
    @Test
    void nothingIsKeptBehindIt() throws IOException {
        byte[] tail = "and more".getBytes(ISO_8859_1);
        assertThat(new String(ImageInspection.inspect(Form.JPEG, Pdfs.joined(Pictures.jpeg(), tail)), ISO_8859_1))
                .doesNotContain("and more");
        assertThat(new String(ImageInspection.inspect(Form.PNG, Pdfs.joined(Pictures.png(), tail)), ISO_8859_1))
                .doesNotContain("and more");
    }

    @ParameterizedTest
    @EnumSource(names = {"JPEG", "PNG"})
    void aPictureStaysWhatItIs(Form form) throws IOException {
        byte[] content = form == Form.JPEG ? Pictures.jpeg() : Pictures.png();
        byte[] written = ImageInspection.inspect(form, content);
        assertThat(Detection.of(written)).isEqualTo(form);
        BufferedImage before = Pictures.read(content);
        BufferedImage after = Pictures.read(written);
        for (int x = 0; x < before.getWidth(); x++) {
            for (int y = 0; y < before.getHeight(); y++) {
                Color one = new Color(before.getRGB(x, y));
                Color other = new Color(after.getRGB(x, y));
                int most = form == Form.PNG ? 0 : 40;
                assertThat(Math.abs(one.getRed() - other.getRed())).isLessThanOrEqualTo(most);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"6, PNG", "10, JPEG", "10, PNG", "12, PNG", "13, PNG", "2, PNG", "11, PNG"})
    void everyKindOfPixelsGoesThrough(int type, Form form) throws IOException {
        BufferedImage image = new BufferedImage(30, 20, type);
        byte[] written = ImageInspection.inspect(form, Pictures.written(image, form.name()));
        assertThat(Pictures.read(written).getWidth()).isEqualTo(30);
    }

    private static Color corner(BufferedImage image, int right, int down) {
        return new Color(image.getRGB(8 + right * (image.getWidth() - 17), 8 + down * (image.getHeight() - 17)));
    }
}
