package dev.headwater.standalone.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many viewers of one channel as an endless MPEG-TS stream: what each of them costs. */
public final class TsBench implements Bench {
    private static final int KIB = 1024;
    private static final double MICROS = 1e6;

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
                    Thread.sleep(settings.warmUp());
                    settings.say("%,d viewers play".formatted(audience.now().playing()));
                }
            }
            settings.say("Measuring no viewers");
            Cost none = new Cost(server);
            Thread.sleep(settings.length());
            none.end();
            List<Map<String, Object>> rows = new ArrayList<>();
            List<String> aims = new ArrayList<>();
            for (int count : viewers) {
                settings.say("Measuring %,d viewers".formatted(count));
                rows.add(measure(settings, server, none, count, aims));
            }
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("mbitPerSecond", mbit);
            facts.put("coresWithoutViewers", none.cores());
            return new Report(facts, rows, aims);
        }
    }

    private Map<String, Object> measure(
            BenchSettings settings, ServerProcess server, Cost none, int count, List<String> aims)
            throws IOException, InterruptedException {
        try (Audience audience = Audience.start(server.base(), server.streams(), count)) {
            // What every viewer is sent at first is not what it costs from then on.
            Thread.sleep(LiveWriter.SEGMENT.multipliedBy(2));
            Audience.State first = audience.now();
            Cost cost = new Cost(server);
            Thread.sleep(settings.length());
            cost.end();
            Audience.State last = audience.now();
            double perViewer = (cost.cores() - none.cores()) / count;
            double read = (double) cost.objectReads() / Math.max(1, cost.published());
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("viewers", count);
            row.put(
                    "mbitPerViewer",
                    (last.bytes() - first.bytes()) * (double) Byte.SIZE / count / cost.seconds() / MICROS);
            row.put("lost", last.ended());
            row.put("cores", cost.cores());
            row.put("viewersPerCore", 1 / perViewer);
            row.put("heapKibPerViewer", (cost.heapBytes() - none.heapBytes()) / (double) count / KIB);
            row.put("rssKibPerViewer", (cost.rssBytes() - none.rssBytes()) / (double) count / KIB);
            row.put("readsPerSegment", read);
            aims.add(Aim.atMost("%,d viewers, reads of the store a segment".formatted(count), 1, Math.rint(read)));
            return row;
        }
    }

    /** What a server uses between two moments. */
    private static final class Cost {
        private final ServerProcess server;
        private final Counts before;
        private final double cpuBefore;
        private final long began;
        private Counts after;
        private double cpu;
        private Duration took = Duration.ZERO;
        private long rss;

        Cost(ServerProcess server) throws IOException {
            this.server = server;
            this.before = server.counts();
            this.after = before;
            this.cpuBefore = server.stat().cpuSeconds();
            this.began = System.nanoTime();
        }

        void end() throws IOException {
            cpu = server.stat().cpuSeconds() - cpuBefore;
            took = Duration.ofNanos(System.nanoTime() - began);
            rss = server.stat().rssBytes();
            after = server.counts();
        }

        double seconds() {
            return took.toNanos() / 1e9;
        }

        double cores() {
            return cpu / seconds();
        }

        long rssBytes() {
            return rss;
        }

        long heapBytes() {
            return after.heapBytes();
        }

        long objectReads() {
            return after.objectReads() - before.objectReads();
        }

        long published() {
            return after.published() - before.published();
        }
    }
}
