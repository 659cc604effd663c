package dev.headwater.api.netty;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Seats of those who watch: each answer that stays open holds memory and asks the store each second. */
final class Watchers {
    private final int all;
    private final int each;
    private final Map<String, Integer> seated = new HashMap<>();
    private int count;

    /**
     * Nobody watches yet.
     *
     * @param all seats there are
     * @param each how many of them one may have
     */
    Watchers(int all, int each) {
        this.all = all;
        this.each = each;
    }

    /** Somebody's place among those who watch. Closing it again does nothing. */
    final class Seat implements AutoCloseable {
        private final String who;
        private final AtomicBoolean left = new AtomicBoolean();

        private Seat(String who) {
            this.who = who;
        }

        @Override
        public void close() {
            if (left.compareAndSet(false, true)) {
                leave(who);
            }
        }
    }

    /** Takes a seat; empty: there is none, or none for them. */
    synchronized Optional<Seat> sit(String who) {
        if (!hasRoom(who)) {
            return Optional.empty();
        }
        count++;
        seated.merge(who, 1, Integer::sum);
        return Optional.of(new Seat(who));
    }

    /** Whether a seat could be taken at this moment. */
    synchronized boolean hasRoom(String who) {
        return count < all && seated.getOrDefault(who, 0) < each;
    }

    /** How many seats are taken. */
    synchronized int count() {
        return count;
    }

    private synchronized void leave(String who) {
        count--;
        seated.computeIfPresent(who, (name, had) -> had == 1 ? null : had - 1);
    }
}
