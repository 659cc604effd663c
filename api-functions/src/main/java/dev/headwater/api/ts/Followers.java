package dev.headwater.api.ts;

import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.store.ObjectStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Starts a follower with its first viewer, and stops it a while after the last one left. */
final class Followers {
    /** Whoever zaps back finds the ring as it was. */
    static final Duration LINGER = Duration.ofSeconds(5);

    private final LiveWindows windows;
    private final ObjectStore objects;
    private final InstantSource clock;
    private final Beats beats;
    private final MemoryBudget budget;
    private final Map<Place, Running> running = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    /** What a follower was started for. */
    private record Place(int channel, String rendition) {}

    private record Running(TsFollower follower, Beats.Beat polls) {}

    Followers(LiveWindows windows, ObjectStore objects, InstantSource clock, Beats beats, MemoryBudget budget) {
        this.windows = windows;
        this.objects = objects;
        this.clock = clock;
        this.beats = beats;
        this.budget = budget;
    }

    /** Opens a viewer on the follower there is for all, or on a new one. */
    Viewing join(int channel, String rendition, Function<TsFollower, Viewing> open) {
        lock.lock();
        try {
            TsFollower follower = running.computeIfAbsent(new Place(channel, rendition), this::start)
                    .follower();
            Viewing viewing = open.apply(follower);
            follower.join(viewing.stream());
            return viewing;
        } finally {
            lock.unlock();
        }
    }

    private Running start(Place place) {
        TsFollower follower =
                new TsFollower(place.channel(), place.rendition(), windows, new SegmentReader(objects), budget, clock);
        return new Running(follower, beats.every(TsFollower.POLL_EVERY, () -> poll(place, follower)));
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
