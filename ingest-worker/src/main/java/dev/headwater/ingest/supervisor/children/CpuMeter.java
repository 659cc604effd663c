package dev.headwater.ingest.supervisor.children;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * Measures how many processors this process and each of its channels use. All but {@link #metered} is of one thread. Films
 * are not counted: they are made behind everything else.
 */
public final class CpuMeter {
    /** Until one was measured here: about a small ladder, and a source that is only copied. */
    private static final double ENCODED = 0.5;

    private static final double COPIED = 0.05;

    private final Machine machine;
    private final LongSupplier nanos;
    private final Usage own = new Usage();
    private final Map<Integer, Track> tracks = new HashMap<>();

    public CpuMeter(Machine machine, LongSupplier nanos) {
        this.machine = machine;
        this.nanos = nanos;
    }

    /** One channel's children: one after the other, now and then two. */
    private static final class Track {
        private final boolean encodes;
        private final Usage usage = new Usage();
        private final ConcurrentLinkedQueue<ChildProcess> begun = new ConcurrentLinkedQueue<>();
        private final Map<ChildProcess, Long> counted = new HashMap<>();
        private long spent;

        Track(boolean encodes) {
            this.encodes = encodes;
        }

        void sample(long now) {
            for (ChildProcess child = begun.poll(); child != null; child = begun.poll()) {
                counted.put(child, 0L);
            }
            for (ChildProcess child : new ArrayList<>(counted.keySet())) {
                Duration cpu = child.cpu().orElse(null);
                if (cpu == null) {
                    counted.remove(child); // what it used since the last look is not known
                } else {
                    long before = counted.getOrDefault(child, 0L);
                    counted.put(child, cpu.toNanos());
                    spent += Math.max(0, cpu.toNanos() - before);
                }
            }
            usage.add(now, spent);
        }
    }

    /** Measures whatever {@code launcher} starts as the channel's, until {@link #forget}. */
    public ChildLauncher metered(int channel, boolean encodes, ChildLauncher launcher) {
        Track track = new Track(encodes);
        track.usage.add(nanos.getAsLong(), 0);
        tracks.put(channel, track);
        return (job, log) -> {
            ChildProcess child = launcher.launch(job, log);
            track.begun.add(child);
            return child;
        };
    }

    public void forget(int channel) {
        tracks.remove(channel);
    }

    public void sample() {
        long now = nanos.getAsLong();
        own.add(now, machine.own().get().toNanos());
        tracks.values().forEach(track -> track.sample(now));
    }

    /** Processors in use, all in all. */
    public double used() {
        return own.cores()
                + tracks.values().stream()
                        .mapToDouble(track -> track.usage.cores())
                        .sum();
    }

    /** The same, with what channels that have just begun are expected to use. */
    public double expected() {
        return own.cores()
                + tracks.values().stream()
                        .mapToDouble(track -> track.usage.isWhole()
                                ? track.usage.cores()
                                : Math.max(track.usage.cores(), cost(track.encodes)))
                        .sum();
    }

    /** What one more channel is expected to use: as much as those of its kind here. */
    public double cost(boolean encodes) {
        return tracks.values().stream()
                .filter(track -> track.encodes == encodes && track.usage.isWhole())
                .mapToDouble(track -> track.usage.cores())
                .average()
                .orElse(encodes ? ENCODED : COPIED);
    }

    /** Processors a channel uses; empty: it is not made here, or not for long enough to know. */
    public OptionalDouble of(int channel) {
        Track track = tracks.get(channel);
        return track == null || !track.usage.isWhole()
                ? OptionalDouble.empty()
                : OptionalDouble.of(track.usage.cores());
    }

    public List<Integer> measured() {
        return tracks.entrySet().stream()
                .filter(each -> each.getValue().usage.isWhole())
                .map(Map.Entry::getKey)
                .toList();
    }

    public double cores() {
        return machine.cores();
    }
}
