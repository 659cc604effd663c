package dev.headwater.ingest.pipeline.source;

import dev.headwater.ingest.pipeline.av.Av;
import java.util.Arrays;

/**
 * The time stamps of a live source, made into ones that begin at 0 and only grow, in 1/90,000 s. A source may begin
 * anywhere, wrap (MPEG-TS counts 33 bits), and jump: whoever makes it was restarted, or something was lost. Video leads:
 * where it jumps, what follows goes on behind what was, and audio goes along.
 */
final class LiveClock {
    /** Where a packet has no place any more. */
    static final long NO_PLACE = Long.MIN_VALUE;

    private static final long SECOND = Av.TICKS_PER_SECOND;

    /** Farther ahead than this it is a jump, and not a picture that stood still. */
    private static final long AHEAD = 2 * SECOND;

    private static final long BACK = SECOND;

    /** Farther from the picture than this, audio belongs to another time. */
    private static final long APART = 5 * SECOND;

    /** A text may come long before it is shown. */
    private static final long TEXT_APART = 30 * SECOND;

    private long shift;
    private long shiftBefore;
    private long lastVideo = NO_PLACE;
    private final long[] audioEnds = new long[Streams.MAX_SOUNDS];

    LiveClock() {
        Arrays.fill(audioEnds, NO_PLACE);
    }

    /** Begins with this picture. */
    void begin(long pts) {
        shift = -pts;
        shiftBefore = shift;
    }

    /**
     * What to add to a picture's time stamps.
     *
     * @param dts as it came
     * @param step how long the picture before it lasted
     */
    long video(long dts, long step) {
        if (lastVideo == NO_PLACE) {
            lastVideo = dts + shift;
            return shift;
        }
        long ahead = dts + shift - lastVideo;
        if (ahead > AHEAD || ahead < -BACK) {
            shiftBefore = shift;
            shift = lastVideo + Math.max(1, step) - dts;
        } else if (ahead <= 0) {
            return NO_PLACE;
        }
        lastVideo = dts + shift;
        return shift;
    }

    /** What to add to the time stamp of a packet of the first sound. */
    long audio(long pts, long duration) {
        return audio(0, pts, duration);
    }

    /**
     * What to add to an audio packet's time stamp.
     *
     * @param sound its {@linkplain Streams place}
     */
    long audio(int sound, long pts, long duration) {
        if (lastVideo == NO_PLACE) {
            return NO_PLACE;
        }
        long by = Math.abs(pts + shift - lastVideo) <= APART ? shift : shiftBefore;
        long at = pts + by;
        boolean early = audioEnds[sound] != NO_PLACE && at < audioEnds[sound] - duration / 2;
        if (Math.abs(at - lastVideo) > APART || at < 0 || early) {
            return NO_PLACE;
        }
        audioEnds[sound] = at + Math.max(1, duration);
        return by;
    }

    /** What to add to a text's time stamp. */
    long text(long pts) {
        if (lastVideo == NO_PLACE) {
            return NO_PLACE;
        }
        long by = Math.abs(pts + shift - lastVideo) <= TEXT_APART ? shift : shiftBefore;
        return Math.abs(pts + by - lastVideo) > TEXT_APART || pts + by < 0 ? NO_PLACE : by;
    }
}
