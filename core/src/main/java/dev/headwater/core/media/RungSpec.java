package dev.headwater.core.media;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rungs as an operator spells them: {@code 1280x720@1800k:128k} is a picture of 1280x720 at 1,800,000 bit/s with sound at
 * 128,000. {@code k} is 1,000 and {@code M} 1,000,000 bit/s; sound may be left out.
 */
public final class RungSpec {
    private static final Pattern SPEC =
            Pattern.compile("(\\d{1,4})x(\\d{1,4})@(\\d{1,5}(?:\\.\\d{1,3})?)([kM])(?::(\\d{1,4})k)?");
    /** From this height on sound is worth more bits. */
    private static final int HIGH = 480;

    private RungSpec() {}

    /**
     * Reads a ladder's rungs, best first. A rung is called by its height, a second one of that height also by its bit rate.
     *
     * @throws IllegalArgumentException one is spelled wrong, or has too much of something
     */
    public static List<Rung> read(List<String> specs) {
        if (specs.size() > Ladder.MAX_RUNGS) {
            throw new IllegalArgumentException("a ladder has 1 to " + Ladder.MAX_RUNGS + " rungs");
        }
        Set<String> names = new HashSet<>();
        List<Rung> rungs = new ArrayList<>();
        for (String spec : specs) {
            rungs.add(read(spec, names));
        }
        return rungs;
    }

    private static Rung read(String spec, Set<String> names) {
        Matcher parts = SPEC.matcher(spec);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a rung is spelled as 1280x720@1800k or 1280x720@1800k:128k");
        }
        int width = Integer.parseInt(parts.group(1));
        int height = Integer.parseInt(parts.group(2));
        double unit = parts.group(4).equals("k") ? 1_000 : 1_000_000;
        long video = Math.round(Double.parseDouble(parts.group(3)) * unit);
        if (video > Rung.MAX_VIDEO_BITRATE) {
            throw new IllegalArgumentException("a picture takes 50k to 50M bit/s");
        }
        String sound = parts.group(5);
        int audio = sound == null ? (height >= HIGH ? 128_000 : 96_000) : Integer.parseInt(sound) * 1_000;
        String name = height + "p";
        if (!names.add(name)) {
            name += video / 1_000;
            names.add(name);
        }
        return new Rung(name, width, height, (int) video, audio);
    }

    /** As {@link #read} reads it. */
    public static String write(Rung rung) {
        return rung.width() + "x" + rung.height() + "@" + kilo(rung.videoBitrate()) + ":" + kilo(rung.audioBitrate());
    }

    private static String kilo(int bits) {
        return bits % 1_000 == 0
                ? bits / 1_000 + "k"
                : String.format(Locale.ROOT, "%d.%03dk", bits / 1_000, bits % 1_000);
    }
}
