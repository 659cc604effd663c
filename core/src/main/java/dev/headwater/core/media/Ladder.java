package dev.headwater.core.media;

import java.util.List;
import java.util.Optional;

/**
 * What a transcoded channel is encoded to.
 *
 * @param name as an operator types it
 * @param frameRate frames a second of every rung
 * @param rungs best first
 */
public record Ladder(String name, int frameRate, List<Rung> rungs) {
    /** Two rungs that two cores encode with room to spare. */
    public static final Ladder SMALL = new Ladder(
            "small",
            25,
            List.of(new Rung("720p", 1280, 720, 1_800_000, 128_000), new Rung("360p", 640, 360, 600_000, 96_000)));

    /** One rung, for the smallest machines and for tests. */
    public static final Ladder TINY = new Ladder("tiny", 25, List.of(new Rung("360p", 640, 360, 600_000, 96_000)));

    private static final List<Ladder> PRESETS = List.of(SMALL, TINY);

    public Ladder {
        rungs = List.copyOf(rungs);
        if (rungs.isEmpty()) {
            throw new IllegalArgumentException("a ladder has a rung");
        }
    }

    public static List<Ladder> presets() {
        return PRESETS;
    }

    public static Optional<Ladder> preset(String name) {
        return PRESETS.stream().filter(ladder -> ladder.name().equals(name)).findFirst();
    }
}
