package dev.headwater.core.media;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures each rendition over the segments listed now: the peak of one segment, and the average of all. A still picture
 * may cost a small rendition more than a large one, and players take the highest rate for the best picture: so each is
 * called a tenth dearer than the next worse one where it measures no more. What goes beside a picture is no worse or better.
 */
public final class BandwidthMeter {
    private record Listed(int millis, Map<String, Long> bits) {}

    private final int segments;
    private final ArrayDeque<Listed> listed = new ArrayDeque<>();

    /** @param segments how many of the last ones count */
    public BandwidthMeter(int segments) {
        this.segments = segments;
    }

    /** @param bytes of the segment, by rendition */
    public void add(int millis, Map<String, Long> bytes) {
        Map<String, Long> bits = new HashMap<>();
        bytes.forEach((rendition, length) -> bits.put(rendition, length * 8));
        listed.add(new Listed(Math.max(1, millis), bits));
        if (listed.size() > segments) {
            listed.remove();
        }
    }

    /** @param declared best first */
    public List<Rendition> measure(List<Rendition> declared) {
        List<Rendition> measured = new ArrayList<>();
        Rendition worse = null;
        for (Rendition rendition : declared.reversed()) {
            Rendition own = measure(rendition);
            if (rendition.standsAlone()) {
                own = worse == null ? own : above(worse, own);
                worse = own;
            }
            measured.add(own);
        }
        return List.copyOf(measured.reversed());
    }

    private static Rendition above(Rendition worse, Rendition own) {
        long average = above(worse.averageBandwidth(), own.averageBandwidth());
        long peak = above(worse.bandwidth(), own.bandwidth());
        return own.measured(Math.max(peak, average), average);
    }

    private static long above(long worse, long own) {
        return own > worse ? own : worse + Math.max(1, worse / 10);
    }

    private Rendition measure(Rendition rendition) {
        long peak = 0;
        long bits = 0;
        long millis = 0;
        for (Listed segment : listed) {
            Long size = segment.bits().get(rendition.name());
            if (size != null) {
                peak = Math.max(peak, size * 1000 / segment.millis());
                bits += size;
                millis += segment.millis();
            }
        }
        return millis == 0 ? rendition : rendition.measured(peak, bits * 1000 / millis);
    }
}
