package dev.headwater.api.ts;

import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.keys.ContentKeys;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.ObjectStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/** Starts a follower with its first viewer, and stops it a while after the last one left. */
final class Followers {
    /** Whoever zaps back finds the ring as it was. */
    static final Duration LINGER = Duration.ofSeconds(5);

    private final LiveWindows windows;
    private final ObjectStore objects;
    private final ContentKeys keys;
    private final InstantSource clock;
    private final Beats beats;
    private final MemoryBudget budget;
    private final Map<Place, Running> running = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** What a follower was started for. */
    private record Place(int channel, String rendition) {}

    /** @param segmentBytes what a segment of it is expected to have */
    record Wanted(int channel, String rendition, long segmentBytes) {
        static Wanted of(LiveWindow window, Rendition rendition) {
            long bytes = rendition.bandwidth() / Byte.SIZE * window.targetDuration();
            return new Wanted(window.channel(), rendition.name(), Math.clamp(bytes, 0, SegmentReader.LARGEST));
        }

        private Place place() {
            return new Place(channel, rendition);
        }

        private long needs() {
            return Shelf.FEWEST * segmentBytes;
        }
    }

    private record Running(TsFollower follower, Beats.Beat polls) {}

    Followers(
            LiveWindows windows,
            ObjectStore objects,
            ContentKeys keys,
            InstantSource clock,
            Beats beats,
            MemoryBudget budget) {
        this.windows = windows;
        this.objects = objects;
        this.keys = keys;
        this.clock = clock;
        this.beats = beats;
        this.budget = budget;
    }

    /** Opens a viewer on the follower there is for all, or on a new one; empty where there is no memory for a new one. */
    Optional<Viewing> join(Wanted wanted, Function<TsFollower, Viewing> open) {
        lock.lock();
        try {
            if (!running.containsKey(wanted.place()) && !hasRoom(wanted)) {
                return Optional.empty();
            }
            TsFollower follower = running.computeIfAbsent(wanted.place(), place -> start(place, wanted))
                    .follower();
            Viewing viewing = open.apply(follower);
            follower.join(viewing.stream());
            return Optional.of(viewing);
        } finally {
            lock.unlock();
        }
    }

    /**
     * By what those that run can not do without, not by what they hold: they may have just begun. Those without viewers
     * make way.
     */
    private boolean hasRoom(Wanted wanted) {
        long others = budget.limit() - wanted.needs();
        if (needed(running -> !running.follower().isIdle()) > others) {
            return false;
        }
        stopIdleWhile(() -> needed(any -> true) > others);
        return true;
    }

    private long needed(Predicate<Running> counted) {
        return running.values().stream()
                .filter(counted)
                .mapToLong(other -> other.follower().needs())
                .sum();
    }

    private void stopIdleWhile(BooleanSupplier isShort) {
        Iterator<Running> all = running.values().iterator();
        while (all.hasNext() && isShort.getAsBoolean()) {
            Running next = all.next();
            if (next.follower().isIdle()) {
                all.remove();
                next.polls().stop();
                next.follower().release();
            }
        }
    }

    private Running start(Place place, Wanted wanted) {
        TsFollower follower = new TsFollower(
                new TsFollower.Start(place.channel(), place.rendition(), wanted.segmentBytes(), this::makeRoom),
                windows,
                new SegmentReader(objects, keys),
                budget,
                clock);
        return new Running(follower, beats.every(TsFollower.POLL_EVERY, () -> poll(place, follower)));
    }

    private void makeRoom(long bytes) {
        lock.lock();
        try {
            stopIdleWhile(() -> !budget.hasRoom(bytes));
            if (!budget.hasRoom(bytes)) {
                running.values().forEach(other -> other.follower().shrink());
            }
        } finally {
            lock.unlock();
        }
    }

    private void poll(Place place, TsFollower follower) {
        if (stopIfIdle(place, follower)) {
            follower.release();
        } else {
            follower.poll();
        }
    }

    private boolean stopIfIdle(Place place, TsFollower follower) {
        lock.lock();
        try {
            Running found = running.get(place);
            if (found == null || found.follower() != follower || !follower.isIdleFor(LINGER)) {
                return false;
            }
            running.remove(place);
            found.polls().stop();
            return true;
        } finally {
            lock.unlock();
        }
    }
}
