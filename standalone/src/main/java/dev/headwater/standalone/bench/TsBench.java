package dev.headwater.standalone.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many viewers of one channel as an endless MPEG-TS stream: what each of them costs. */
public final class TsBench implements Bench {
    private static final int KIB = 1024;
    private static final int HELD_SEGMENTS = 6;
    private static final double MEGA = 1e6;
    private static final double NANOS = 1e9;

    private final List<Integer> viewers;
    private final int mbit;

    /**
     * A measurement for each number of viewers.
     *
     * @param mbit bit rate of the stream, in Mbit/s
     */
    public TsBench(List<Integer> viewers, int mbit) {
        this.viewers = List.copyOf(viewers);
        this.mbit = mbit;
    }

    @Override
    public Report run(BenchSettings settings, Path folder) throws Exception {
        int most = viewers.stream().mapToInt(Integer::intValue).max().orElseThrow();
        int segmentBytes = Math.toIntExact(mbit * 1_000_000L / Byte.SIZE * LiveWriter.SEGMENT.toSeconds());
        Load load = new Load(folder.resolve("data").toString(), 1, 1, true, segmentBytes, most, 0);
        settings.say("Adding %,d lines".formatted(most));
        try (ServerProcess server = ServerProcess.start(settings, load)) {
            if (settings.warmUp().isPositive()) {
                settings.say("Warming up for %d s".formatted(settings.warmUp().toSeconds()));
                try (Audience audience = Audience.start(server.base(), server.streams(), most)) {
                    // The warm-up is a length of time, not something that happens.
                    Thread.sleep(settings.warmUp());
                    settings.say("%,d viewers play".formatted(audience.now().playing()));
                }
            }
            settings.say("Measuring a single viewer");
            Measured one = measure(settings, server, 1);
            List<Map<String, Object>> rows = new ArrayList<>();
            List<String> aims = new ArrayList<>();
            for (int count : viewers) {
                settings.say("Measuring %,d viewers".formatted(count));
                Measured many = measure(settings, server, count);
                rows.add(row(one, many));
                // One more or less falls on the edge of the measurement.
                aims.add(Aim.atMost("%,d viewers, reads of the store beyond one a segment".formatted(count), 1, (double)
                        many.readsBeyond()));
            }
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("mbitPerSecond", mbit);
            facts.put("coresWithOneViewer", one.cores());
            return new Report(facts, rows, aims);
        }
    }

    private static Measured measure(BenchSettings settings, ServerProcess server, int count)
            throws IOException, InterruptedException {
        try (Audience audience = Audience.start(server.base(), server.streams(), count)) {
            // What every viewer is sent at first is not what it costs from then on; and those before are forgotten.
            // Where it matters, until as many segments are held for them as ever will be.
            Thread.sleep(LiveWriter.SEGMENT.multipliedBy(settings.warmUp().isZero() ? 2 : HELD_SEGMENTS + 1));
            Counts before = server.counts();
            Audience.State first = audience.now();
            double cpuBefore = server.stat().cpuSeconds();
            long began = System.nanoTime();
            Thread.sleep(settings.length());
            double cpu = server.stat().cpuSeconds() - cpuBefore;
            double seconds = (System.nanoTime() - began) / NANOS;
            Audience.State last = audience.now();
            long rss = server.stat().rssBytes();
            Counts after = server.counts();
            return new Measured(
                    count,
                    last.ended(),
                    (last.bytes() - first.bytes()) / seconds,
                    cpu / seconds,
                    after.heapBytes(),
                    rss,
                    after.objectReads() - before.objectReads(),
                    after.published() - before.published());
        }
    }

    /** A viewer costs what it adds: what the first one brings with it, all share. */
    private static Map<String, Object> row(Measured one, Measured many) {
        int more = Math.max(1, many.viewers() - 1);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("viewers", many.viewers());
        row.put("mbitPerViewer", many.bytesPerSecond() * Byte.SIZE / many.viewers() / MEGA);
        row.put("lost", many.lost());
        row.put("cores", many.cores());
        row.put("viewersPerCore", more / (many.cores() - one.cores()));
        row.put("heapKibPerViewer", (many.heapBytes() - one.heapBytes()) / (double) more / KIB);
        row.put("rssMib", many.rssBytes() / (double) KIB / KIB);
        row.put("segments", many.segments());
        row.put("reads", many.reads());
        return row;
    }

    /**
     * What so many viewers cost together.
     *
     * @param heapBytes in use after a collection
     */
    private record Measured(
            int viewers,
            int lost,
            double bytesPerSecond,
            double cores,
            long heapBytes,
            long rssBytes,
            long reads,
            long segments) {
        long readsBeyond() {
            return Math.max(0, reads - segments);
        }
    }
}
