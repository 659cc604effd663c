package dev.headwater.ingest.pipeline.encode;

import dev.headwater.ingest.pipeline.av.PipelineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The letters of slates, as a pen of one width draws them: a font is one thing less to ship. Base line at 0, small
 * letters 10 high, ascenders {@value #ASCENDER}, descenders {@value #DESCENDER}.
 */
final class Glyphs {
    static final double ASCENDER = 15;
    static final double DESCENDER = -4.5;

    /** From the middle of one letter's last stroke to that of the next one's first. */
    static final double GAP = 4.2;

    private static final double SPACE = 6;
    private static final int DEGREES_A_STEP = 10;

    /** Strokes part by bars, in them points {@code x,y} and arcs {@code @x,y,rx,ry,from,sweep} (degrees, anticlockwise). */
    private static final Map<Character, String> STROKES = Map.ofEntries(
            Map.entry('A', "0,0 5.5,14.5 11,0|2,5 9,5"),
            Map.entry('I', "0,14.5 0,0"),
            Map.entry('N', "0,0 0,14.5 10,0 10,14.5"),
            Map.entry('T', "0,14.5 10,14.5|5,14.5 5,0"),
            Map.entry('a', "8,10 8,0|@4,5,4,5,0,360"),
            Map.entry('b', "0,15 0,0|@4,5,4,5,0,360"),
            Map.entry('c', "@4.2,5,4.2,5,50,260"),
            Map.entry('d', "8,15 8,0|@4,5,4,5,0,360"),
            Map.entry('e', "0,5 8,5 @4,5,4,5,0,310"),
            Map.entry('f', "2,0 2,11.5 @5,11.5,3,3.5,180,-110|0,10 5.5,10"),
            Map.entry('g', "@4,5,4,5,0,360|8,10 8,-1 @4,-1,4,3.5,0,-150"),
            Map.entry('h', "0,15 0,0|0,6 @3.75,6,3.75,4,180,-180 7.5,0"),
            Map.entry('i', "0,10 0,0|0,14.4 0,14.4"),
            Map.entry('j', "2,10 2,-1 @-0.5,-1,2.5,3.2,0,-100|2,14.4 2,14.4"),
            Map.entry('k', "0,15 0,0|7,10 0,4|2.5,6.1 7.5,0"),
            Map.entry('l', "0,15 0,0"),
            Map.entry('m', "0,10 0,0|0,6.5 @3,6.5,3,3.5,180,-180 6,0|6,6.5 @9,6.5,3,3.5,180,-180 12,0"),
            Map.entry('n', "0,10 0,0|0,6 @3.75,6,3.75,4,180,-180 7.5,0"),
            Map.entry('o', "@4.2,5,4.2,5,0,360"),
            Map.entry('p', "0,10 0,-4.5|@4,5,4,5,0,360"),
            Map.entry('q', "8,10 8,-4.5|@4,5,4,5,0,360"),
            Map.entry('r', "0,10 0,0|0,6 @4,6,4,4,180,-115"),
            Map.entry('s', "@3.4,7.5,3.1,2.5,30,240 @3.4,2.5,3.4,2.5,90,-240"),
            Map.entry('t', "2,14 2,3 @4.6,3,2.6,3,180,100|0,10 5.5,10"),
            Map.entry('u', "0,10 0,4 @3.75,4,3.75,4,180,180 7.5,10|7.5,4 7.5,0"),
            Map.entry('v', "0,10 4,0 8,10"),
            Map.entry('w', "0,10 3,0 6,10 9,0 12,10"),
            Map.entry('x', "0,10 7.5,0|0,0 7.5,10"),
            Map.entry('y', "0,10 4,0|8,10 2.4,-4.5"),
            Map.entry('z', "0,10 7,10 0,0 7.5,0"));

    /** A straight stretch of the pen's way. */
    record Stretch(double x1, double y1, double x2, double y2) {}

    private Glyphs() {}

    /** Where the pen goes to write a line of text from x = 0. */
    static List<Stretch> write(String text) {
        List<Stretch> way = new ArrayList<>();
        double x = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == ' ') {
                x += SPACE;
                continue;
            }
            List<Stretch> strokes = draw(letter);
            double from = x;
            strokes.forEach(s -> way.add(new Stretch(s.x1() + from, s.y1(), s.x2() + from, s.y2())));
            x += width(strokes) + GAP;
        }
        return way;
    }

    /** How far to the right the pen gets. */
    static double width(List<Stretch> way) {
        return way.stream().mapToDouble(s -> Math.max(s.x1(), s.x2())).max().orElse(0);
    }

    private static List<Stretch> draw(char letter) {
        String strokes = STROKES.get(letter);
        if (strokes == null) {
            throw new PipelineException("a slate has no letter '" + letter + "'");
        }
        List<Stretch> way = new ArrayList<>();
        for (String stroke : strokes.split("\\|", -1)) {
            List<double[]> points = new ArrayList<>();
            for (String step : stroke.split(" ", -1)) {
                if (step.startsWith("@")) {
                    arc(numbers(step.substring(1)), points);
                } else {
                    points.add(numbers(step));
                }
            }
            for (int i = 1; i < points.size(); i++) {
                double[] from = points.get(i - 1);
                double[] to = points.get(i);
                way.add(new Stretch(from[0], from[1], to[0], to[1]));
            }
        }
        return way;
    }

    private static void arc(double[] arc, List<double[]> points) {
        int steps = Math.max(1, (int) Math.abs(arc[5] / DEGREES_A_STEP));
        for (int i = 0; i <= steps; i++) {
            double angle = Math.toRadians(arc[4] + arc[5] * i / steps);
            points.add(new double[] {arc[0] + arc[2] * Math.cos(angle), arc[1] + arc[3] * Math.sin(angle)});
        }
    }

    private static double[] numbers(String text) {
        String[] parts = text.split(",", -1);
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Double.parseDouble(parts[i]);
        }
        return numbers;
    }
}
