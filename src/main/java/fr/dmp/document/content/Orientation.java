package fr.dmp.document.content;

import java.awt.geom.AffineTransform;

/** How a picture was held when it was taken: the eight of EXIF, in its order. */
enum Orientation {
    UPRIGHT(1, 0, 0, 1),
    MIRRORED(-1, 0, 0, 1),
    UPSIDE_DOWN(-1, 0, 0, -1),
    UPSIDE_DOWN_MIRRORED(1, 0, 0, -1),
    LEFT_MIRRORED(0, 1, 1, 0),
    LEFT(0, 1, -1, 0),
    RIGHT_MIRRORED(0, -1, -1, 0),
    RIGHT(0, -1, 1, 0);

    private final int xToX;
    private final int xToY;
    private final int yToX;
    private final int yToY;

    Orientation(int xToX, int xToY, int yToX, int yToY) {
        this.xToX = xToX;
        this.xToY = xToY;
        this.yToX = yToX;
        this.yToY = yToY;
    }

    /** @param exif 1 to 8; anything else is taken for upright, as viewers do */
    static Orientation exif(int exif) {
        return exif >= 1 && exif <= 8 ? values()[exif - 1] : UPRIGHT;
    }

    /** Whether width and height change places. */
    boolean turned() {
        return xToX == 0;
    }

    /** What puts a picture of this size upright, its corner at the origin. */
    AffineTransform of(int width, int height) {
        int right = Math.min(0, xToX * width) + Math.min(0, yToX * height);
        int down = Math.min(0, xToY * width) + Math.min(0, yToY * height);
        return new AffineTransform(xToX, xToY, yToX, yToY, -right, -down);
    }
}
