package dev.headwater.api.health;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Whether a server can do its work. Looked at once in two seconds at most, however many ask. */
public final class Readiness {
    private static final Duration REMEMBERED = Duration.ofSeconds(2);

    private final List<Check> checks = new CopyOnWriteArrayList<>();
    private final InstantSource clock;
    private @Nullable Report last;
    private Instant lookedAt = Instant.MIN;

    public Readiness(InstantSource clock) {
        this.clock = clock;
    }

    /** Looks at one thing more from now on. */
    public void add(Check check) {
        checks.add(check);
    }

    /**
     * What was found.
     *
     * @param parts in the order of their checks
     */
    public record Report(List<Part> parts) {
        public Report {
            parts = List.copyOf(parts);
        }

        public boolean isReady() {
            return parts.stream().allMatch(part -> part.problem() == null);
        }
    }

    /**
     * A part of a server.
     *
     * @param problem null: it is well
     */
    public record Part(String name, @Nullable String problem) {}

    /** May be two seconds old. */
    public synchronized Report look() {
        Instant now = clock.instant();
        if (last == null || !now.isBefore(lookedAt.plus(REMEMBERED))) {
            last = new Report(checks.stream().map(Readiness::part).toList());
            lookedAt = now;
        }
        return last;
    }

    private static Part part(Check check) {
        try {
            return new Part(check.part(), check.problem().get().orElse(null));
        } catch (RuntimeException e) {
            // What a store says of itself may name paths: its kind is enough here, the rest is in the log.
            return new Part(check.part(), "can not be used: " + e.getClass().getSimpleName());
        }
    }
}
