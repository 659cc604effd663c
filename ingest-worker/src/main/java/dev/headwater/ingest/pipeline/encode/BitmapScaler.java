package dev.headwater.ingest.pipeline.encode;

import dev.headwater.ingest.pipeline.av.BitmapDecoder.Bitmap;
import dev.headwater.ingest.pipeline.av.BitmapDecoder.Drawn;
import java.util.Arrays;
import java.util.List;

/**
 * Makes layers in a picture's size of a bitmap. The kernel is as wide as what a pixel stands for, and at least two pixels:
 * strokes of letters neither break nor get steps. Colours are weighed by how much they cover, so that what is clear colours
 * no edge.
 */
final class BitmapScaler {
    /** Cover, brightness and two of colour, for each pixel. */
    private static final int PARTS = 4;

    private static final int COLOURS = 256;
    private static final int FULL = 255;

    private final Bitmap bitmap;
    private final float[] colours;
    private final double across;
    private final double down;
    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final double originX;
    private final double originY;

    private BitmapScaler(Bitmap bitmap, Drawn canvas, PictureArea area) {
        this.bitmap = bitmap;
        this.colours = colours(bitmap.colours(), area.hd());
        this.across = (double) canvas.width() / area.width();
        this.down = (double) canvas.height() / area.height();
        this.left = area.left() + begin(bitmap.left() / across);
        this.top = area.top() + begin(bitmap.top() / down);
        int right = area.left() + end((bitmap.left() + bitmap.width()) / across, area.width());
        int bottom = area.top() + end((bitmap.top() + bitmap.height()) / down, area.height());
        this.width = Math.max(0, right - left);
        this.height = Math.max(0, bottom - top);
        this.originX = (left - area.left()) * across - bitmap.left();
        this.originY = (top - area.top()) * down - bitmap.top();
    }

    /** Where colours too have a whole pixel. */
    private static int begin(double at) {
        return Math.max(0, (int) Math.floor(at / 2) * 2);
    }

    private static int end(double at, int last) {
        return Math.min(last, (int) Math.ceil(at / 2) * 2);
    }

    /** How many bytes the layers of a bitmap take. */
    static long bytes(Bitmap bitmap, Drawn canvas, PictureArea area) {
        BitmapScaler scaler = new BitmapScaler(bitmap, canvas, area);
        return 3L * scaler.width * scaler.height;
    }

    /** None where it lies outside the picture. */
    static List<Layer> layers(Bitmap bitmap, Drawn canvas, PictureArea area) {
        BitmapScaler scaler = new BitmapScaler(bitmap, canvas, area);
        return scaler.width == 0 || scaler.height == 0 ? List.of() : scaler.layers();
    }

    /** Of each colour its parts, weighed by its cover. */
    private static float[] colours(int[] argb, boolean hd) {
        double red = hd ? 0.2126 : 0.299;
        double blue = hd ? 0.0722 : 0.114;
        float[] parts = new float[COLOURS * PARTS];
        for (int i = 0; i < COLOURS; i++) {
            double cover = (argb[i] >>> 24) / (double) FULL;
            double r = (argb[i] >> 16 & FULL) / (double) FULL;
            double g = (argb[i] >> 8 & FULL) / (double) FULL;
            double b = (argb[i] & FULL) / (double) FULL;
            double light = red * r + (1 - red - blue) * g + blue * b;
            parts[i * PARTS] = (float) (cover * FULL);
            parts[i * PARTS + 1] = (float) (cover * (16 + 219 * light));
            parts[i * PARTS + 2] = (float) (cover * (128 + 112 * (b - light) / (1 - blue)));
            parts[i * PARTS + 3] = (float) (cover * (128 + 112 * (r - light) / (1 - red)));
        }
        return parts;
    }

    private List<Layer> layers() {
        byte[] cover = new byte[width * height];
        byte[] light = new byte[width * height];
        byte[] half = new byte[cover.length / 4];
        byte[] blue = new byte[half.length];
        byte[] red = new byte[half.length];
        float[] source = new float[bitmap.width() * PARTS];
        float[] row = new float[width * PARTS];
        float[] pair = new float[width / 2 * PARTS];
        for (int y = 0; y < height; y++) {
            row(y, source);
            across(source, row);
            for (int x = 0; x < width; x++) {
                cover[y * width + x] = whole(row[x * PARTS]);
                light[y * width + x] = whole(row[x * PARTS + 1]);
                for (int part = 0; part < PARTS; part++) {
                    pair[x / 2 * PARTS + part] += row[x * PARTS + part] / 4;
                }
            }
            if (y % 2 == 1) {
                for (int x = 0; x < width / 2; x++) {
                    int at = y / 2 * (width / 2) + x;
                    half[at] = whole(pair[x * PARTS]);
                    blue[at] = whole(pair[x * PARTS + 2]);
                    red[at] = whole(pair[x * PARTS + 3]);
                }
                Arrays.fill(pair, 0);
            }
        }
        return List.of(
                new Layer(0, left, top, width, height, cover, light),
                new Layer(1, left / 2, top / 2, width / 2, height / 2, half, blue),
                new Layer(2, left / 2, top / 2, width / 2, height / 2, half, red));
    }

    private static byte whole(float value) {
        return (byte) Math.round(value);
    }

    /** What lies at a row of the picture, in the bitmap's own width. */
    private void row(int y, float[] into) {
        Arrays.fill(into, 0);
        double centre = originY + (y + 0.5) * down - 0.5;
        double radius = Math.max(1, down);
        int first = (int) Math.ceil(centre - radius);
        int last = (int) Math.floor(centre + radius);
        float all = all(centre, radius, first, last);
        for (int from = Math.max(0, first); from <= Math.min(last, bitmap.height() - 1); from++) {
            float weight = weight(from, centre, radius) / all;
            for (int x = 0; x < bitmap.width(); x++) {
                int colour = (bitmap.pixels()[from * bitmap.width() + x] & FULL) * PARTS;
                for (int part = 0; part < PARTS; part++) {
                    into[x * PARTS + part] += weight * colours[colour + part];
                }
            }
        }
    }

    private void across(float[] source, float[] into) {
        Arrays.fill(into, 0);
        double radius = Math.max(1, across);
        for (int x = 0; x < width; x++) {
            double centre = originX + (x + 0.5) * across - 0.5;
            int first = (int) Math.ceil(centre - radius);
            int last = (int) Math.floor(centre + radius);
            float all = all(centre, radius, first, last);
            for (int from = Math.max(0, first); from <= Math.min(last, bitmap.width() - 1); from++) {
                float weight = weight(from, centre, radius) / all;
                for (int part = 0; part < PARTS; part++) {
                    into[x * PARTS + part] += weight * source[from * PARTS + part];
                }
            }
        }
    }

    private static float all(double centre, double radius, int first, int last) {
        float all = 0;
        for (int at = first; at <= last; at++) {
            all += weight(at, centre, radius);
        }
        return all;
    }

    private static float weight(int at, double centre, double radius) {
        return (float) Math.max(0, 1 - Math.abs(at - centre) / radius);
    }
}
