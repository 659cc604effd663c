package dev.headwater.ingest.pipeline.encode;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * The time of day, {@code HH:MM:SS} UTC, in seven-segment digits on a dark box, over a mark that runs through the box
 * once a second. Painted by hand into the planes: a font is one thing less to ship.
 */
final class ClockBox {
    private static final byte BLACK = 16;
    private static final byte WHITE = (byte) 235;
    private static final byte NO_COLOUR = (byte) 128;

    /** Bit n is segment n: top, upper right, lower right, bottom, lower left, upper left, middle. */
    private static final int[] DIGITS = {0x3f, 0x06, 0x5b, 0x4f, 0x66, 0x6d, 0x7d, 0x07, 0x7f, 0x6f};

    /** In units: six digits of 4 x 8, two colons, and the space about them. */
    private static final int WIDTH = 42;

    private static final int HEIGHT = 12;

    private final int unit;
    private final int left;
    private final int top;
    private final byte[][] rows;
    private final byte[] noColour;
    private long shownSecond = Long.MIN_VALUE;

    ClockBox(int width, int height) {
        this.unit = Math.max(2, Math.min(width / 80, height / 45) & ~1);
        int boxWidth = WIDTH * unit;
        int boxHeight = HEIGHT * unit;
        this.left = (width - boxWidth) / 2 & ~1;
        this.top = (height - boxHeight) / 2 & ~1;
        this.rows = new byte[boxHeight][boxWidth];
        this.noColour = new byte[boxWidth / 2];
        Arrays.fill(noColour, NO_COLOUR);
    }

    /** Nothing where the picture is smaller than the box. */
    void paint(AVFrame picture, long millis) {
        if (left < 0 || top < 0) {
            return;
        }
        long second = Math.floorDiv(millis, 1000L);
        if (second != shownSecond) {
            draw(second);
            shownSecond = second;
        }
        drawMark((int) Math.floorMod(millis, 1000L));
        BytePointer luma = picture.data(0);
        for (int y = 0; y < rows.length; y++) {
            put(luma, (long) (top + y) * picture.linesize(0) + left, rows[y]);
        }
        for (int plane = 1; plane <= 2; plane++) {
            BytePointer chroma = picture.data(plane);
            for (int y = 0; y < rows.length / 2; y++) {
                put(chroma, (long) (top / 2 + y) * picture.linesize(plane) + left / 2, noColour);
            }
        }
    }

    private static void put(BytePointer plane, long at, byte[] row) {
        plane.position(at).put(row, 0, row.length);
    }

    private void draw(long second) {
        for (byte[] row : rows) {
            Arrays.fill(row, BLACK);
        }
        long ofDay = Math.floorMod(second, TimeUnit.DAYS.toSeconds(1));
        int[] pairs = {(int) (ofDay / 3600), (int) (ofDay / 60 % 60), (int) (ofDay % 60)};
        int x = 2 * unit;
        for (int i = 0; i < pairs.length; i++) {
            if (i > 0) {
                fill(x, 3 * unit, unit, unit);
                fill(x, 6 * unit, unit, unit);
                x += 3 * unit;
            }
            drawDigit(x, pairs[i] / 10);
            drawDigit(x + 5 * unit + unit / 2, pairs[i] % 10);
            x += 11 * unit;
        }
    }

    private void drawDigit(int x, int digit) {
        int on = DIGITS[digit];
        int y = unit;
        int far = 3 * unit;
        if ((on & 1) != 0) fill(x, y, 4 * unit, unit);
        if ((on & 2) != 0) fill(x + far, y, unit, 4 * unit);
        if ((on & 4) != 0) fill(x + far, y + 4 * unit, unit, 4 * unit);
        if ((on & 8) != 0) fill(x, y + 7 * unit, 4 * unit, unit);
        if ((on & 16) != 0) fill(x, y + 4 * unit, unit, 4 * unit);
        if ((on & 32) != 0) fill(x, y, unit, 4 * unit);
        if ((on & 64) != 0) fill(x, y + 3 * unit + unit / 2, 4 * unit, unit);
    }

    private void drawMark(int millis) {
        int width = rows[0].length;
        int x = (width - unit) * millis / 1000;
        for (int y = rows.length - 2 * unit; y < rows.length - unit; y++) {
            Arrays.fill(rows[y], BLACK);
            Arrays.fill(rows[y], x, x + unit, WHITE);
        }
    }

    private void fill(int x, int y, int width, int height) {
        for (int row = y; row < y + height; row++) {
            Arrays.fill(rows[row], x, x + width, WHITE);
        }
    }
}
