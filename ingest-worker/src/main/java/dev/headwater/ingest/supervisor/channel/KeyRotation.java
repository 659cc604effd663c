package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.hls.keys.ContentKey;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.ingest.supervisor.children.RecentlySaid;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that a channel's segments are encrypted with. When it has been in use for its time, the next one is made beside
 * the work; until that is stored the old one goes on, at the most for as long again. Of one publisher; not thread-safe.
 */
final class KeyRotation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
    private static final Duration PAUSE = Duration.ofMillis(100);
    /** A store that has not answered by then is asked anew, and what nobody took by then is not used. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** Of askings that hang, at once. */
    private static final int MAX_IN_FLIGHT = 4;

    private final ContentKeys keys;
    private final int channel;
    private final long fence;
    private final Duration life;
    private final LongSupplier nanos;
    private final RecentlySaid said;
    private final HangingWork work;
    private @Nullable ContentKey key;
    private long since;
    private @Nullable Future<ContentKey> making;
    private long askedAt;
    private long askAgainAt;

    /** @param life how long a key is in use */
    KeyRotation(ContentKeys keys, int channel, long fence, Duration life, LongSupplier nanos) {
        this.keys = keys;
        this.channel = channel;
        this.fence = fence;
        this.life = life;
        this.nanos = nanos;
        this.said = new RecentlySaid(nanos);
        this.askAgainAt = nanos.getAsLong();
        this.work = new HangingWork("keys-" + channel + "-", MAX_IN_FLIGHT);
    }

    /** The key of the next segment; empty: there was none by the deadline, and the segment can not be sent. */
    Optional<ContentKey> current(long deadline) throws InterruptedException {
        forgetLate();
        if (isWithin(life) || takesMade(0)) {
            return Optional.ofNullable(key);
        }
        while (true) {
            ask();
            if (isWithin(life.multipliedBy(2))) {
                return Optional.ofNullable(key);
            }
            long left = Math.min(deadline - nanos.getAsLong(), PAUSE.toNanos());
            if (left <= 0) {
                return Optional.empty();
            }
            if (takesMade(left)) {
                return Optional.ofNullable(key);
            }
            forgetLate();
        }
    }

    private boolean isWithin(Duration limit) {
        return key != null && nanos.getAsLong() - since < limit.toNanos();
    }

    /** One that was made long ago for a segment that never came may be swept away already. */
    private void forgetLate() {
        Future<ContentKey> waited = making;
        if (waited != null && nanos.getAsLong() - askedAt > PATIENCE.toNanos()) {
            waited.cancel(true);
            making = null;
        }
    }

    private void ask() throws InterruptedException {
        long now = nanos.getAsLong();
        if (making == null && now - askAgainAt >= 0) {
            work.begin(() -> keys.make(channel, fence, life.multipliedBy(2)), 0).ifPresent(begun -> {
                askedAt = now;
                making = begun;
            });
        }
    }

    /** Waits for the key that is being made, or for when one may be asked for again. */
    private boolean takesMade(long patience) throws InterruptedException {
        Future<ContentKey> waited = making;
        if (waited == null) {
            TimeUnit.NANOSECONDS.sleep(patience);
            return false;
        }
        try {
            key = waited.get(patience, TimeUnit.NANOSECONDS);
            since = askedAt; // its item counts from before it was stored
            making = null;
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            making = null;
            askAgainAt = nanos.getAsLong() + PAUSE.toNanos();
            String reason = e.getCause() == null
                    ? e.toString()
                    : String.valueOf(e.getCause().getMessage());
            if (said.isNews(reason)) {
                LOG.warn("channel {}: no new key can be stored: {}", channel, reason);
            }
            return false;
        }
    }

    @Override
    public void close() {
        work.close();
    }
}
