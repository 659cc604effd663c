package dev.headwater.ingest.pipeline.onair;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How one attempt at a source is doing: told by the thread that reads it, asked by others. Times in ns. */
final class Health {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** Without a second key frame nobody knows how far apart they are. */
    private static final long FIRST_GOP = 10 * SECOND;

    private static final long SHORTEST_KEY_LIMIT = 4 * SECOND;
    private static final long LONGEST_KEY_LIMIT = 30 * SECOND;

    /** Pictures that come for so long and move on by less than a second stand still. */
    private static final long CRAWL = 5 * SECOND;

    private static final long JUST_NOW = SECOND / 4;
    private static final long RATE_PERIOD = 2 * SECOND;

    private final ReentrantLock lock = new ReentrantLock();
    private long stall;
    private boolean ready;
    private long readySince;
    private @Nullable String failure;
    private boolean waitingForUs;
    private boolean ignoresKeyFrames;
    private long lastVideo;
    private long lastKey;
    private long longestGop;
    private long movedMedia;
    private long movedAt;
    private long periodStart;
    private long periodBytes;
    private long bitRate;

    /** @param stall how long no picture may come */
    Health(long stall) {
        this.stall = stall;
    }

    /** No picture may come for so long at least. */
    void allowPauses(long longer) {
        lock.lock();
        try {
            stall = Math.max(stall, longer);
        } finally {
            lock.unlock();
        }
    }

    /** A picture came. The first is a key frame. */
    void video(long now, boolean key, long media, int bytes) {
        lock.lock();
        try {
            if (!ready) {
                ready = true;
                readySince = now;
                lastKey = now;
                moved(now, media);
                periodStart = now;
            } else if (key) {
                longestGop = Math.max(longestGop, now - lastKey);
                lastKey = now;
            }
            if (media - movedMedia >= SECOND || media < movedMedia) {
                moved(now, media);
            }
            lastVideo = now;
        } finally {
            lock.unlock();
        }
        bytes(now, bytes);
    }

    private void moved(long now, long media) {
        movedMedia = media;
        movedAt = now;
    }

    /** So many bytes came, of whatever. */
    void bytes(long now, int bytes) {
        lock.lock();
        try {
            periodBytes += bytes;
            if (ready && now - periodStart >= RATE_PERIOD) {
                bitRate = periodBytes * 8 * SECOND / (now - periodStart);
                periodStart = now;
                periodBytes = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether its reader waits for room: what does not come then is not the source's fault. */
    void waitsForUs(boolean waits, long now) {
        lock.lock();
        try {
            waitingForUs = waits;
            lastVideo = now;
            lastKey = now;
            movedAt = now;
        } finally {
            lock.unlock();
        }
    }

    /** Who shows it needs no key frames but the first: that they do not come is no complaint any more. */
    void ignoreKeyFrames() {
        lock.lock();
        try {
            ignoresKeyFrames = true;
        } finally {
            lock.unlock();
        }
    }

    void failed(String text) {
        lock.lock();
        try {
            failure = failure == null ? text : failure;
        } finally {
            lock.unlock();
        }
    }

    boolean isReady() {
        lock.lock();
        try {
            return ready;
        } finally {
            lock.unlock();
        }
    }

    long readySince() {
        lock.lock();
        try {
            return readySince;
        } finally {
            lock.unlock();
        }
    }

    @Nullable
    String failure() {
        lock.lock();
        try {
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** What is wrong with one that has not failed; null: nothing, or it is not ready yet. */
    @Nullable
    String complaint(long now) {
        lock.lock();
        try {
            if (!ready || waitingForUs) {
                return null;
            }
            if (now - lastVideo > stall) {
                return "no picture has come for " + seconds(stall);
            }
            if (!ignoresKeyFrames && now - lastKey > keyLimit()) {
                return "no key frame has come for " + seconds(keyLimit());
            }
            return now - movedAt > CRAWL ? "its time stands still" : null;
        } finally {
            lock.unlock();
        }
    }

    private long keyLimit() {
        return longestGop == 0 ? FIRST_GOP : Math.clamp(2 * longestGop, SHORTEST_KEY_LIMIT, LONGEST_KEY_LIMIT);
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", (double) nanos / SECOND);
    }

    boolean isAtKeyFrame(long now) {
        lock.lock();
        try {
            return ready && (now - lastKey < JUST_NOW || (ignoresKeyFrames && now - lastKey > keyLimit()));
        } finally {
            lock.unlock();
        }
    }

    /** Bit/s over the last seconds; 0: not known yet, or nothing comes. */
    long bitRate(long now) {
        lock.lock();
        try {
            return now - periodStart > 2 * RATE_PERIOD ? 0 : bitRate;
        } finally {
            lock.unlock();
        }
    }
}
