package dev.headwater.standalone.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headwater.standalone.runtime.LocalControl;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How long a viewer looks at nothing: from the start of ffmpeg to the first picture it has decoded. */
public final class ZapBench implements Bench {
    private static final List<String> FAST = List.of("-probesize", "500k", "-analyzeduration", "500k");
    /** As a first start makes them. */
    private static final List<Demo> CHANNELS = List.of(new Demo(1, "ladder of two"), new Demo(2, "copied"));

    private static final double HLS_AIM = 1500;
    private static final double TS_AIM = 1000;
    /** Two segments after six seconds: the first of two seconds after four. */
    private static final double ON_DEMAND_AIM = 4000;

    private static final int ON_DEMAND = 5;
    private static final Duration ON_AIR_WITHIN = Duration.ofSeconds(60);
    private static final Duration GIVE_UP = Duration.ofSeconds(30);
    /** Fractions of it fall evenly between two segments. */
    private static final double GOLDEN = 0.618034;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int zaps;

    private record Demo(int id, String how) {}

    /** @param zaps of each kind */
    public ZapBench(int zaps) {
        this.zaps = zaps;
    }

    @Override
    public Report run(BenchSettings settings, Path folder) throws Exception {
        Programs.require("ffmpeg", "the player ffmpeg is missing (Debian: apt install ffmpeg)");
        Path data = folder.resolve("data");
        settings.say("Starting the demo channels");
        try (UpProcess up = UpProcess.start(settings, data)) {
            String base;
            try (LocalControl control = LocalControl.open(data)) {
                JsonNode line = control.call("line.add", JSON.valueToTree(Map.of("name", "bench", "connections", 100)));
                base = up.base() + "/live/bench/" + line.path("password").asText() + "/";
            }
            for (Demo channel : CHANNELS) {
                awaitOnAir(base + channel.id() + ".m3u8");
            }
            settings.say("Warming up for %d s".formatted(settings.warmUp().toSeconds()));
            long until = System.nanoTime() + settings.warmUp().toNanos();
            do {
                zap(base + "1.m3u8", FAST);
                zap(base + "2.ts", FAST);
            } while (System.nanoTime() < until);
            List<Map<String, Object>> rows = new ArrayList<>();
            List<String> aims = new ArrayList<>();
            for (List<String> flags : List.of(FAST, List.<String>of())) {
                for (String format : List.of("m3u8", "ts")) {
                    for (Demo channel : CHANNELS) {
                        settings.say("Zapping to " + channel.id() + "." + format);
                        double[] times = zaps(base + channel.id() + "." + format, flags);
                        rows.add(row(channel.how(), format, flags, times));
                        if (!flags.isEmpty()) {
                            aims.add(Aim.atMost(
                                    channel.how() + ", " + format + ", median in ms",
                                    format.equals("ts") ? TS_AIM : HLS_AIM,
                                    quantile(times, 0.5)));
                        }
                    }
                }
            }
            settings.say("Asking for channels on demand");
            double[] onDemand = onDemand(data, base);
            rows.add(row("tiny, on demand: on air", "m3u8", FAST, onDemand));
            aims.add(Aim.atMost(
                    "on demand, from asking to the first segment, median in ms",
                    ON_DEMAND_AIM,
                    quantile(onDemand, 0.5)));
            return new Report(Map.of("player", "ffmpeg " + String.join(" ", FAST) + ", and without flags"), rows, aims);
        }
    }

    private static Map<String, Object> row(String channel, String format, List<String> flags, double[] times) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("channel", channel);
        row.put("format", format);
        row.put("flags", flags.isEmpty() ? "default" : "fast");
        row.put("zaps", times.length);
        row.put("medianMs", quantile(times, 0.5));
        row.put("p95Ms", quantile(times, 0.95));
        row.put("worstMs", quantile(times, 1));
        return row;
    }

    private double[] zaps(String url, List<String> flags) throws IOException, InterruptedException {
        double[] times = new double[zaps];
        for (int i = 0; i < zaps; i++) {
            double phase = i * GOLDEN % 1;
            Thread.sleep(Math.round(phase * LiveWriter.SEGMENT.toMillis()));
            times[i] = zap(url, flags);
        }
        Arrays.sort(times);
        return times;
    }

    /** Milliseconds from the first request for channels that nobody watched to their first segment. */
    private static double[] onDemand(Path data, String base) throws IOException, InterruptedException {
        double[] times = new double[ON_DEMAND];
        try (LocalControl control = LocalControl.open(data)) {
            for (int i = 0; i < ON_DEMAND; i++) {
                JsonNode asleep = JSON.valueToTree(Map.of(
                        "name",
                        "On demand " + i,
                        "sources",
                        List.of("testcard:"),
                        "ladder",
                        "tiny",
                        "run",
                        "on-demand"));
                JsonNode channel = JSON.createObjectNode()
                        .set("id", control.call("channel.add", asleep).path("id"));
                long began = System.nanoTime();
                awaitOnAir(base + channel.path("id") + ".m3u8");
                while (!control.call("channel.show", channel)
                        .path("state")
                        .asText()
                        .equals("on_air")) {
                    if (System.nanoTime() - began > GIVE_UP.toNanos()) {
                        throw new BenchException("a channel on demand does not come on air");
                    }
                    Thread.sleep(20);
                }
                times[i] = (System.nanoTime() - began) / 1e6;
                var _ = control.call("channel.remove", channel);
            }
        }
        Arrays.sort(times);
        return times;
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }

    private static void awaitOnAir(String url) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + ON_AIR_WITHIN.toNanos();
        while (true) {
            try {
                zap(url, FAST);
                return;
            } catch (BenchException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.sleep(500);
            }
        }
    }

    /** Milliseconds until the first picture. */
    private static double zap(String url, List<String> flags) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-loglevel", "quiet"));
        command.addAll(flags);
        command.addAll(List.of("-i", url, "-map", "0:v:0", "-frames:v", "1", "-f", "rawvideo", "pipe:1"));
        long began = System.nanoTime();
        Process player = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream picture = player.getInputStream()) {
            int first = picture.read();
            double took = (System.nanoTime() - began) / 1e6;
            if (first < 0 || took > GIVE_UP.toMillis()) {
                throw new BenchException("ffmpeg shows no picture");
            }
            picture.transferTo(OutputStream.nullOutputStream());
            return took;
        } finally {
            if (!player.waitFor(1, TimeUnit.SECONDS)) {
                player.destroyForcibly();
            }
        }
    }
}
