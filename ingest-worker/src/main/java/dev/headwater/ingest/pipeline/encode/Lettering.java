package dev.headwater.ingest.pipeline.encode;

import dev.headwater.ingest.pipeline.encode.Glyphs.Stretch;
import java.util.List;

/** A sentence in the middle of a picture, as large as it fits, on one line or two. */
final class Lettering {
    /** Of the picture's width and height, for the text. */
    private static final double WIDTH_SHARE = 0.78;

    private static final double HEIGHT_SHARE = 0.4;
    private static final double PEN = 1.9;
    private static final double LINE = 25;

    private final double[][] coverage;

    Lettering(String text, int width, int height) {
        this.coverage = new double[height][width];
        List<List<Stretch>> lines = lines(text).stream().map(Glyphs::write).toList();
        double widest = lines.stream().mapToDouble(Glyphs::width).max().orElse(1);
        double high = Glyphs.ASCENDER - Glyphs.DESCENDER + LINE * (lines.size() - 1);
        double scale = Math.min(width * WIDTH_SHARE / Math.max(1, widest), height * HEIGHT_SHARE / high);
        double baseLine = (height + (Glyphs.ASCENDER + Glyphs.DESCENDER - LINE * (lines.size() - 1)) * scale) / 2;
        for (List<Stretch> line : lines) {
            double left = (width - Glyphs.width(line) * scale) / 2;
            for (Stretch s : line) {
                draw(
                        new Stretch(
                                left + s.x1() * scale,
                                baseLine - s.y1() * scale,
                                left + s.x2() * scale,
                                baseLine - s.y2() * scale),
                        PEN * scale / 2);
            }
            baseLine += LINE * scale;
        }
    }

    /** How much of a pixel is ink, 0 to 1. */
    double at(int x, int y) {
        return coverage[y][x];
    }

    /** Parted at the space that leaves the longer half shortest. */
    private static List<String> lines(String text) {
        int best = -1;
        int shortest = text.length();
        for (int i = text.indexOf(' '); i >= 0; i = text.indexOf(' ', i + 1)) {
            int longer = Math.max(i, text.length() - i - 1);
            if (longer < shortest) {
                shortest = longer;
                best = i;
            }
        }
        return best < 0 ? List.of(text) : List.of(text.substring(0, best), text.substring(best + 1));
    }

    /** A round pen's stroke; its edge is as soft as one pixel is wide. */
    private void draw(Stretch s, double radius) {
        int top = Math.max(0, (int) Math.floor(Math.min(s.y1(), s.y2()) - radius - 1));
        int bottom = Math.min(coverage.length - 1, (int) Math.ceil(Math.max(s.y1(), s.y2()) + radius + 1));
        int left = Math.max(0, (int) Math.floor(Math.min(s.x1(), s.x2()) - radius - 1));
        int right = Math.min(coverage[0].length - 1, (int) Math.ceil(Math.max(s.x1(), s.x2()) + radius + 1));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                double ink = Math.clamp(radius + 0.5 - distance(s, x + 0.5, y + 0.5), 0, 1);
                coverage[y][x] = Math.max(coverage[y][x], ink);
            }
        }
    }

    private static double distance(Stretch s, double x, double y) {
        double dx = s.x2() - s.x1();
        double dy = s.y2() - s.y1();
        double square = dx * dx + dy * dy;
        double along = square == 0 ? 0 : Math.clamp(((x - s.x1()) * dx + (y - s.y1()) * dy) / square, 0, 1);
        return Math.hypot(x - s.x1() - along * dx, y - s.y1() - along * dy);
    }
}
