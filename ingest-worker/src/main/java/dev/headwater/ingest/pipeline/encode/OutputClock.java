package dev.headwater.ingest.pipeline.encode;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How far what was made is ahead of the time that has passed since its first picture. */
public final class OutputClock {
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    /** What runs faster than we is followed: by no more than this, as no clock is as wrong as that. */
    private static final long DRIFT = 1000;

    /** The machine slept, or is too slow: what was missed is not made up for. */
    private static final double LOST = 5;

    private final int frameRate;
    private final LongSupplier nanos;
    private long origin;
    private long lastLook;
    private boolean started;

    public OutputClock(int frameRate, LongSupplier nanos) {
        this.frameRate = frameRate;
        this.nanos = nanos;
    }

    /** In seconds, when so many pictures were made; below 0: it is behind. */
    public double ahead(long pictures) {
        long now = nanos.getAsLong();
        if (!started) {
            if (pictures == 0) {
                return 0;
            }
            started = true;
            origin = now - (long) (pictures * SECOND / frameRate);
            lastLook = now;
        }
        double ahead = pictures / (double) frameRate - (now - origin) / SECOND;
        if (ahead < -LOST) {
            origin = now - (long) (pictures * SECOND / frameRate);
            ahead = 0;
        }
        return ahead;
    }

    /** What is made is held back: if that goes on, the source's clock is the faster one. */
    public void heldBack() {
        long now = nanos.getAsLong();
        origin -= Math.min(now - lastLook, TimeUnit.SECONDS.toNanos(1)) / DRIFT;
        lastLook = now;
    }

    public void notHeldBack() {
        lastLook = nanos.getAsLong();
    }
}
