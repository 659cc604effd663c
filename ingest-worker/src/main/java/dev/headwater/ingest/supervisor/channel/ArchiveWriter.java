package dev.headwater.ingest.supervisor.channel;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.archive.Archive;
import dev.headwater.core.archive.Format;
import dev.headwater.core.archive.Recorded;
import dev.headwater.core.archive.Tape;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.store.StoreException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what was listed of the channels that have an archive. One thread writes for all of a worker, so that nobody who
 * publishes waits for it: what comes while it writes is written together. Where the store is at fault for long, the oldest
 * of what waits is given up: a gap, which its number tells of.
 */
public final class ArchiveWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWriter.class);
    /** Half an hour of the shortest segments, some 300 bytes each. */
    private static final int MOST_WAITING = 900;

    private static final Duration LOOKED_UP = Duration.ofSeconds(5);
    private static final int CHANNELS = 10_000;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration LAST_WRITE = Duration.ofSeconds(2);

    private final Archive archive;
    private final IntPredicate isKept;
    /** By channel; of one that was restarted what its old fence left comes first. */
    private final Map<Integer, Deque<Waiting>> waiting = new HashMap<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Thread writing =
            Thread.ofPlatform().daemon().name("archive-writer").unstarted(this::writeOnAndOn);
    private boolean due;
    private boolean begun;
    private boolean closed;

    /** Of one channel under one fence. */
    private static final class Waiting {
        private final long fence;
        private final Tape tape;
        private final List<Recorded> segments = new ArrayList<>();

        private Waiting(long fence, Tape tape) {
            this.fence = fence;
            this.tape = tape;
        }
    }

    /** @param isKept whether a channel has an archive; may block */
    ArchiveWriter(Archive archive, IntPredicate isKept) {
        this.archive = archive;
        this.isKept = isKept;
    }

    /** Looks every few seconds whether a channel has an archive. */
    public static ArchiveWriter of(Archive archive, Channels channels, InstantSource clock) {
        Cache<Integer, Boolean> kept = Caches.expiring(clock, LOOKED_UP, CHANNELS);
        return new ArchiveWriter(
                archive,
                id -> kept.get(
                        id,
                        one -> channels.find(one)
                                .filter(channel -> channel.archiveDays() > 0)
                                .isPresent()));
    }

    /** What it writes. */
    Archive archive() {
        return archive;
    }

    /**
     * The last segment of the window was just listed. Never blocks, never throws.
     *
     * @param lengths by rendition, in the clear
     */
    void listed(LiveWindow window, Map<String, Long> lengths) {
        if (window.segments().isEmpty() || window.renditions().isEmpty()) {
            return;
        }
        Recorded segment = Recorded.of(
                window.segments().getLast(), new Format(window.targetDuration(), window.renditions()), lengths);
        lock.lock();
        try {
            Deque<Waiting> channel = waiting.computeIfAbsent(window.channel(), id -> new ArrayDeque<>());
            Waiting last = channel.peekLast();
            if (last == null || last.fence < window.fence()) {
                last = new Waiting(window.fence(), archive.tape(window.channel(), window.fence()));
                channel.add(last);
            } else if (last.fence > window.fence()) {
                return;
            }
            last.segments.add(segment);
            giveUpOldest(channel);
            due = true;
            if (!begun && !closed) {
                begun = true;
                writing.start();
            }
            change.signal();
        } finally {
            lock.unlock();
        }
    }

    private static void giveUpOldest(Deque<Waiting> channel) {
        int most = MOST_WAITING;
        for (var of = channel.descendingIterator(); of.hasNext(); ) {
            List<Recorded> segments = of.next().segments;
            segments.subList(0, Math.max(0, segments.size() - most)).clear();
            most -= segments.size();
        }
        channel.removeIf(one -> one.segments.isEmpty());
    }

    private void writeOnAndOn() {
        try {
            while (awaitDue()) {
                if (!writeAll()) {
                    Thread.sleep(PAUSE); // the store is at fault: asked again at once it would hardly be well
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** False: closed, and nothing is left to be written. */
    private boolean awaitDue() throws InterruptedException {
        lock.lock();
        try {
            while (!due && !closed) {
                change.await();
            }
            boolean isDue = due;
            due = false;
            return isDue;
        } finally {
            lock.unlock();
        }
    }

    /** False: not all could be written. */
    private boolean writeAll() {
        boolean done = true;
        for (int channel : channels()) {
            boolean isOn = true;
            for (Waiting found = head(channel); isOn && found != null; found = head(channel)) {
                isOn = write(channel, found);
            }
            done &= isOn;
        }
        return done;
    }

    private List<Integer> channels() {
        lock.lock();
        try {
            return List.copyOf(waiting.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** Of what fence something waits first; the last stays, with its tape. Null: nothing does. */
    private @Nullable Waiting head(int channel) {
        lock.lock();
        try {
            Deque<Waiting> all = waiting.getOrDefault(channel, new ArrayDeque<>());
            while (all.size() > 1 && all.getFirst().segments.isEmpty()) {
                all.removeFirst();
            }
            Waiting first = all.peekFirst();
            return first == null || first.segments.isEmpty() ? null : first;
        } finally {
            lock.unlock();
        }
    }

    private List<Recorded> segments(Waiting of) {
        lock.lock();
        try {
            return List.copyOf(of.segments);
        } finally {
            lock.unlock();
        }
    }

    /** False: it could not be written. */
    private boolean write(int channel, Waiting found) {
        List<Recorded> segments = segments(found);
        try {
            if (isKept.test(channel) && !found.tape.append(segments)) {
                LOG.info("channel {}: another worker keeps its archive now", channel);
            }
            remove(found, segments);
            return true;
        } catch (StoreException e) {
            LOG.warn("channel {}: its archive can not be written for now: {}", channel, e.getMessage());
        } catch (RuntimeException e) { // without this thread no channel is kept
            LOG.error("channel {}: segments can not be archived", channel, e);
            remove(found, segments);
            return true;
        }
        lock.lock();
        try {
            due = true;
        } finally {
            lock.unlock();
        }
        return false;
    }

    /** More may have come behind them, and some of them may have been given up. */
    private void remove(Waiting channel, List<Recorded> written) {
        lock.lock();
        try {
            Set<Recorded> done = Collections.newSetFromMap(new IdentityHashMap<>());
            done.addAll(written);
            channel.segments.removeIf(done::contains);
        } finally {
            lock.unlock();
        }
    }

    /** Writes what waits, unless that takes too long. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            change.signal();
        } finally {
            lock.unlock();
        }
        try {
            if (begun && !writing.join(LAST_WRITE)) {
                writing.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
