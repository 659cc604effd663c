package dev.headwater.core.takedown;

import dev.headwater.core.InvalidValueException;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Something that was taken down, and what became of it. It is kept for good: it is the proof of what was done, and when.
 *
 * @param id counts from 1
 * @param content id of the channel, movie, series or episode
 * @param name as it was called when it was taken down
 * @param order why, who asked for it, and what is to be done
 * @param streams the ids whose objects are withheld: of a series, those of its episodes
 * @param by who ordered it
 * @param lifted null: it stands
 */
public record Takedown(
        int id,
        Target target,
        int content,
        String name,
        Order order,
        Set<Integer> streams,
        String by,
        Instant at,
        State state,
        @Nullable Lifted lifted) {

    /** What kind of thing was taken down. */
    public enum Target {
        CHANNEL,
        MOVIE,
        /** With all its episodes, also those that come later. */
        SERIES,
        EPISODE;

        /** As commands spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far it is. Nobody sees or plays it in any of them but the last. */
    public enum State {
        /** Its objects are being moved out of the way. */
        ORDERED,
        /** Nothing of it is left where edges read. */
        DONE,
        /** Its objects are being moved back. */
        LIFTING,
        LIFTED;

        /** As commands spell it. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What was ordered.
     *
     * @param reason in the operator's words
     * @param reference what the claimant calls it, such as the number of a claim; null: nothing
     * @param delete whether its objects are deleted instead of kept aside
     */
    public record Order(String reason, @Nullable String reference, boolean delete) {
        private static final int MAX_REASON = 1000;
        private static final int MAX_REFERENCE = 200;

        public Order {
            require("reason", reason, MAX_REASON);
            if (reference != null) {
                require("reference", reference, MAX_REFERENCE);
            }
        }

        private static void require(String what, String text, int max) {
            if (text.isBlank() || text.length() > max || text.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidValueException(
                        what, "a " + what + " has 1 to " + max + " characters and no control characters");
            }
        }
    }

    /** Who had it lifted. */
    public record Lifted(String by, Instant at) {}

    public Takedown {
        Objects.requireNonNull(order, "order");
        Objects.requireNonNull(at, "at");
        streams = Collections.unmodifiableSet(new TreeSet<>(streams));
    }

    /** Whether it still withholds what it is about. */
    public boolean stands() {
        return state != State.LIFTED;
    }

    Takedown in(State next) {
        return new Takedown(id, target, content, name, order, streams, by, at, next, lifted);
    }

    /** The same, also of these. */
    Takedown with(Set<Integer> more) {
        Set<Integer> all = new TreeSet<>(streams);
        all.addAll(more);
        return new Takedown(id, target, content, name, order, all, by, at, state, lifted);
    }

    Takedown lifting(Lifted who) {
        return new Takedown(id, target, content, name, order, streams, by, at, State.LIFTING, who);
    }
}
