package dev.headwater.core.media;

import dev.headwater.core.InvalidValueException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a transcoded channel is encoded to.
 *
 * @param name as an operator types it
 * @param frameRate frames a second of every rung
 * @param rungs best first: each has fewer bits than the one before, and no larger side
 */
public record Ladder(String name, int frameRate, List<Rung> rungs) {
    public static final int MAX_RUNGS = 6;
    public static final int MAX_FRAME_RATE = 60;

    // Before the presets, which are checked as all are.
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** Two rungs that two cores encode with room to spare. */
    public static final Ladder SMALL = new Ladder(
            "small",
            25,
            List.of(new Rung("720p", 1280, 720, 1_800_000, 128_000), new Rung("360p", 640, 360, 600_000, 96_000)));

    /** One rung, for the smallest machines and for tests. */
    public static final Ladder TINY = new Ladder("tiny", 25, List.of(new Rung("360p", 640, 360, 600_000, 96_000)));

    private static final List<Ladder> PRESETS = List.of(
            SMALL,
            TINY,
            new Ladder(
                    "medium",
                    25,
                    List.of(
                            new Rung("720p", 1280, 720, 2_500_000, 128_000),
                            new Rung("480p", 854, 480, 1_200_000, 128_000),
                            new Rung("240p", 426, 240, 400_000, 96_000))),
            hd("hd", 25, 5_000_000),
            hd("hd50", 50, 7_500_000));

    public Ladder {
        rungs = List.copyOf(rungs);
        requireName(name);
        if (frameRate < 1 || frameRate > MAX_FRAME_RATE) {
            throw new InvalidValueException("frameRate", "a ladder has 1 to " + MAX_FRAME_RATE + " frames a second");
        }
        if (rungs.isEmpty() || rungs.size() > MAX_RUNGS) {
            throw new InvalidValueException("rungs", "a ladder has 1 to " + MAX_RUNGS + " rungs");
        }
        if (rungs.stream().map(Rung::name).distinct().count() < rungs.size()) {
            throw new InvalidValueException("rungs", "two rungs of a ladder have the same name");
        }
        for (int i = 1; i < rungs.size(); i++) {
            requireLess(rungs.get(i - 1), rungs.get(i));
        }
    }

    /** Four rungs: half the bits, or less, from one to the next, so that a player that steps down finds room. */
    private static Ladder hd(String name, int frameRate, int best) {
        return new Ladder(
                name,
                frameRate,
                List.of(
                        new Rung("1080p", 1920, 1080, best, 128_000),
                        new Rung("720p", 1280, 720, best / 2, 128_000),
                        new Rung("480p", 854, 480, best / 4, 128_000),
                        new Rung("240p", 426, 240, best / 10, 96_000)));
    }

    /** Whether a ladder may be called so; of any other name there is none. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** @throws IllegalArgumentException it is no name a ladder may have */
    public static void requireName(String name) {
        if (!isName(name)) {
            throw new InvalidValueException("name", "a ladder's name is 1 to 32 of a-z 0-9 -, and begins with no -");
        }
    }

    private static void requireLess(Rung better, Rung next) {
        if (next.videoBitrate() >= better.videoBitrate()) {
            throw new InvalidValueException(
                    "rungs", "a ladder's rungs are named best first: each with a lower bit rate");
        }
        if (next.width() > better.width() || next.height() > better.height()) {
            throw new InvalidValueException(
                    "rungs", "a ladder's rungs are named best first: none larger than the one before");
        }
    }

    public static List<Ladder> presets() {
        return PRESETS;
    }

    public static Optional<Ladder> preset(String name) {
        return PRESETS.stream().filter(ladder -> ladder.name().equals(name)).findFirst();
    }
}
