package dev.headwater.api.health;

import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.edge.PoolMember;
import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ByteRange;
import dev.headwater.core.store.Leases;
import dev.headwater.core.store.ObjectReader;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing a server needs to do its work.
 *
 * @param part as operators read it
 * @param problem what is wrong, without anything secret; empty: nothing. May block for a moment and may throw
 */
public record Check(String part, Supplier<Optional<String>> problem) {
    private static final Duration WRITTEN = Duration.ofMinutes(1);
    /** There is none of it: whether the store answers is all that is asked. Where roles of servers may read, or S3 forbids it. */
    private static final String NO_OBJECT = "listings/no-such-object";

    /** Whether tables can be written. */
    public static Check tables(Leases leases, String process) {
        return new Check("tables", () -> {
            boolean written =
                    leases.acquire("ready-" + process, process, WRITTEN).isPresent();
            return written ? Optional.empty() : Optional.of("another process goes by the same name");
        });
    }

    /** Whether the object store answers. */
    public static Check objects(ObjectReader objects) {
        return new Check("objects", () -> {
            objects.get(NO_OBJECT, ByteRange.ALL).ifPresent(Blob::close);
            return Optional.empty();
        });
    }

    /** Whether there is an edge to redirect to. */
    public static Check edges(EdgePool edges) {
        return new Check(
                "edges",
                () -> edges.members().stream().anyMatch(PoolMember::takesViewers)
                        ? Optional.empty()
                        : Optional.of("no edge is up and takes viewers"));
    }

    /**
     * Whether lists keep up with the catalogue.
     *
     * @param lag how long the oldest change waits
     */
    public static Check publisher(Supplier<Duration> lag, Duration patience) {
        return new Check("publisher", () -> {
            Duration waited = lag.get();
            return waited.compareTo(patience) < 0
                    ? Optional.empty()
                    : Optional.of("a change waits for " + waited.toSeconds() + " s to show in lists");
        });
    }

    /** Whether something runs that has to. */
    public static Check running(String part, Supplier<Boolean> isRunning) {
        return new Check(part, () -> isRunning.get() ? Optional.empty() : Optional.of("has stopped"));
    }
}
