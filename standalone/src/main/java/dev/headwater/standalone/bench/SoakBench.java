package dev.headwater.standalone.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The memory of a server with its two demo channels, an encoded and a copied one, minute by minute. */
public final class SoakBench implements Bench {
    private static final double MIB = 1 << 20;
    /** Between the middle of a soak and its end: what is left is noise of collectors and caches. */
    private static final double FLAT = 1.05;

    private static final int PATIENCE_SECONDS = 120;
    private static final int CHANNELS = 2;

    private final int minutes;

    public SoakBench(int minutes) {
        this.minutes = minutes;
    }

    @Override
    public Report run(BenchSettings settings, Path folder) throws Exception {
        settings.say("Starting the demo channels");
        try (UpProcess up = UpProcess.start(settings, folder.resolve("data"))) {
            awaitChildren(up);
            List<Map<String, Object>> rows = new ArrayList<>();
            for (int minute = 1; minute <= minutes; minute++) {
                Thread.sleep(Duration.ofMinutes(1));
                Map<String, Object> row = row(up, minute);
                failOnRestart(rows, row);
                rows.add(row);
                settings.say("minute %d of %d: %s".formatted(minute, minutes, row));
            }
            List<String> aims = new ArrayList<>();
            for (String who : List.of("serverMib", "encodingMib", "copyingMib")) {
                aims.add(Aim.atMost(who.replace("Mib", "") + ", last third to middle third", FLAT, growth(rows, who)));
            }
            return new Report(Map.of("minutes", minutes), rows, aims);
        }
    }

    private static void awaitChildren(UpProcess up) throws InterruptedException {
        for (int i = 0; i < PATIENCE_SECONDS && up.stat().children().size() < CHANNELS; i++) {
            Thread.sleep(1000);
        }
    }

    /** Children by what they use: encoding takes far more than copying. */
    private static Map<String, Object> row(UpProcess up, int minute) {
        TreeMap<Double, ProcStat> byCpu = new TreeMap<>(Comparator.reverseOrder());
        up.stat().children().forEach(child -> byCpu.put(child.cpuSeconds(), child));
        if (byCpu.size() < CHANNELS) {
            throw new BenchException("a channel is off air after " + minute + " minutes");
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("minute", minute);
        row.put("serverMib", up.stat().rssBytes() / MIB);
        row.put("encodingMib", byCpu.firstEntry().getValue().rssBytes() / MIB);
        row.put("copyingMib", byCpu.lastEntry().getValue().rssBytes() / MIB);
        row.put("encodingPid", byCpu.firstEntry().getValue().process().pid());
        row.put("copyingPid", byCpu.lastEntry().getValue().process().pid());
        return row;
    }

    /** A process that grew, died and was started again would look flat. */
    private static void failOnRestart(List<Map<String, Object>> rows, Map<String, Object> row) {
        for (String pid : List.of("encodingPid", "copyingPid")) {
            if (!rows.isEmpty() && !Objects.equals(rows.getLast().get(pid), row.get(pid))) {
                throw new BenchException("a channel's process was started again before minute " + row.get("minute"));
            }
        }
    }

    private static double growth(List<Map<String, Object>> rows, String who) {
        int third = Math.max(1, rows.size() / 3);
        double end = median(rows.subList(rows.size() - third, rows.size()), who);
        int from = Math.max(0, rows.size() - 2 * third);
        return end / median(rows.subList(from, Math.max(from + 1, rows.size() - third)), who);
    }

    private static double median(List<Map<String, Object>> rows, String who) {
        double[] sorted = rows.stream()
                .mapToDouble(row -> (double) Objects.requireNonNull(row.get(who)))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }
}
