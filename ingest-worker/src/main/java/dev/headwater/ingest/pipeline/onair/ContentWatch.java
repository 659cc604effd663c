package dev.headwater.ingest.pipeline.onair;

import dev.headwater.ingest.pipeline.encode.Encoders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at what a source shows: black, the same picture all the time, or silence is seldom a programme. Once a second some
 * thousand points of a picture are looked at, which costs next to nothing. Time is that of what is made.
 */
final class ContentWatch {
    static final int BLACK_SECONDS = 10;
    static final int FROZEN_SECONDS = 20;
    static final int SILENT_SECONDS = 20;

    private static final int COLUMNS = 160;
    private static final int ROWS = 90;
    private static final int POINTS = COLUMNS * ROWS;

    /** Black is 16, and what was encoded badly a little more. */
    private static final int DARK = 32;

    /** So many may be brighter: a logo. */
    private static final int BRIGHT_POINTS = POINTS / 50;

    /** What an encoder makes of a picture that stands still differs by less, but for a few points. */
    private static final int DIFFERENT = 8;

    private static final int DIFFERENT_POINTS = 5;

    /** -60 dB. */
    private static final float LOUD = 0.001f;

    private final int frameRate;
    private final Warnings warnings;
    private final byte[] now = new byte[POINTS];
    private final byte[] before = new byte[POINTS];
    private long pictures;
    private int blackSeconds;
    private int frozenSeconds;
    private long silentSamples;
    private boolean hasHeard;

    /** @param frameRate of the pictures it is shown */
    ContentWatch(int frameRate, Warnings warnings) {
        this.frameRate = frameRate;
        this.warnings = warnings;
    }

    /** What follows is of another source. */
    void begin() {
        pictures = 0;
        blackSeconds = 0;
        frozenSeconds = 0;
        silentSamples = 0;
        hasHeard = false;
        tell();
    }

    /** @param frame of 8 bits of brightness a point (YUV420P) */
    void picture(AVFrame frame) {
        if (pictures++ % frameRate != 0) {
            return;
        }
        sample(frame);
        int bright = 0;
        int different = 0;
        for (int i = 0; i < POINTS; i++) {
            bright += (now[i] & 0xff) > DARK ? 1 : 0;
            different += Math.abs((now[i] & 0xff) - (before[i] & 0xff)) > DIFFERENT ? 1 : 0;
        }
        blackSeconds = bright <= BRIGHT_POINTS ? blackSeconds + 1 : 0;
        boolean stands = pictures > 1 && different <= DIFFERENT_POINTS;
        frozenSeconds = stands ? frozenSeconds + 1 : 0;
        if (!stands) { // one that crawls is not compared with what it was a second ago
            System.arraycopy(now, 0, before, 0, POINTS);
        }
        tell();
    }

    private void sample(AVFrame frame) {
        BytePointer bright = frame.data(0);
        long line = frame.linesize(0);
        for (int row = 0; row < ROWS; row++) {
            long at = line * ((long) row * frame.height() / ROWS);
            for (int column = 0; column < COLUMNS; column++) {
                now[row * COLUMNS + column] = bright.get(at + (long) column * frame.width() / COLUMNS);
            }
        }
    }

    /** @param frame planar floats */
    void sound(AVFrame frame) {
        FloatPointer samples = new FloatPointer(frame.data(0));
        int count = frame.nb_samples();
        boolean loud = false;
        for (int i = 0; i < count && !loud; i++) {
            loud = Math.abs(samples.get(i)) > LOUD;
        }
        hasHeard = true;
        silentSamples = loud ? 0 : silentSamples + count;
    }

    /** Nothing came that could be heard, of so many samples. */
    void noSound(int samples) {
        silentSamples += hasHeard ? samples : 0;
    }

    private void tell() {
        warnings.set(Warnings.Kind.BLACK, black());
        warnings.set(Warnings.Kind.FROZEN, frozen());
        warnings.set(Warnings.Kind.SILENT, silent());
    }

    private @Nullable String black() {
        return blackSeconds > BLACK_SECONDS ? text("the picture has been black for", BLACK_SECONDS) : null;
    }

    /** What is black stands still. */
    private @Nullable String frozen() {
        return frozenSeconds >= FROZEN_SECONDS && blackSeconds == 0
                ? text("the picture has stood still for", FROZEN_SECONDS)
                : null;
    }

    private @Nullable String silent() {
        return silentSamples >= (long) SILENT_SECONDS * Encoders.SAMPLE_RATE
                ? text("there has been no sound for", SILENT_SECONDS)
                : null;
    }

    private static String text(String what, int seconds) {
        return String.format(Locale.ROOT, "%s %d s", what, seconds);
    }

    /** What is wrong with what is shown, in an operator's words; null: nothing. */
    @Nullable
    String complaint() {
        List<String> all = new ArrayList<>();
        for (String one : new String[] {black(), frozen(), silent()}) {
            if (one != null) {
                all.add(one);
            }
        }
        return all.isEmpty() ? null : String.join("; ", all);
    }
}
