package dev.headwater.standalone.check;

import dev.headwater.core.Pause;
import dev.headwater.standalone.check.PlaylistReader.BadPlaylistException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Looks at a stream for a while and says which rules it keeps. */
public final class StreamCheck {
    /** A live playlist is looked at for so many target durations, unless told otherwise. */
    private static final int TARGET_DURATIONS = 3;

    private static final String TS = ".ts";
    private static final String PLAYLIST = "#EXTM3U";
    private static final byte SYNC = 0x47;

    private final NotedSlates web;
    private final Pause pause;
    private final Steps steps;

    /** Is told how far a check is. */
    @FunctionalInterface
    public interface Steps {
        /** @param seconds looked so far, of how many; 0: as long as it takes */
        void at(long seconds, long all, int segments);
    }

    public StreamCheck(Web web, Pause pause, Steps steps) {
        this.web = new NotedSlates(web);
        this.pause = pause;
        this.steps = steps;
    }

    /** @throws IOException where what the URL leads to can not be had, or is no stream */
    public CheckReport check(URI url, CheckLimits limits) throws IOException, InterruptedException {
        try (Web.Answer answer = web.get(url)) {
            byte[] beginning = answer.body().readNBytes(PLAYLIST.length());
            if (beginning.length > 0 && beginning[0] == SYNC) {
                CheckReport report = EndlessCheck.run(beginning, answer.body(), limits, steps);
                return report.isOk() ? report : orSlate(url, report);
            }
            if (!new String(beginning, StandardCharsets.UTF_8).equals(PLAYLIST)) {
                throw new IOException("what the URL leads to is neither a playlist nor MPEG-TS");
            }
        }
        CheckReport report = report(watch(url, limits));
        return web.reason().map(report::notShown).orElse(report);
    }

    /** A slate in MPEG-TS is a stream that ends; asked for as HLS, it says which it is. */
    private CheckReport orSlate(URI url, CheckReport report) {
        String text = url.toString();
        if (text.endsWith(TS)) {
            try {
                lookAtOne(URI.create(text.substring(0, text.length() - TS.length()) + ".m3u8"));
            } catch (IOException | BadPlaylistException e) {
                return report;
            }
        }
        return web.reason().map(report::notShown).orElse(report);
    }

    private void lookAtOne(URI url) throws IOException, BadPlaylistException {
        Loader loader = new Loader(web);
        Loader.Text first = loader.playlist(url);
        if (PlaylistReader.isMultivariant(first.text())) {
            first = loader.playlist(PlaylistReader.multivariant(first.url(), first.text())
                    .playlists()
                    .getFirst()
                    .uri());
        }
        for (Entry entry : PlaylistReader.media(first.url(), first.text(), 0).entries()) {
            web.get(entry.uri()).close();
            return;
        }
    }

    private static CheckReport report(Seen seen) {
        List<CheckReport.Line> lines = Rules.ALL.stream()
                .map(rule -> CheckReport.Line.of(rule.sentence(), rule.check(seen)))
                .toList();
        return new CheckReport(
                seen.isLive() ? "live" : "recorded",
                seen.playlists().size(),
                seen.playlists().stream()
                        .mapToLong(watched -> watched.parts().size())
                        .sum(),
                seen.playlists().stream()
                        .mapToDouble(watched -> watched.parts().values().stream()
                                .mapToDouble(part -> part.entry().seconds())
                                .sum())
                        .max()
                        .orElse(0),
                lines);
    }

    /** All that is to be seen of what a playlist leads to. */
    Seen watch(URI url, CheckLimits limits) throws IOException, InterruptedException {
        Loader loader = new Loader(web);
        Loader.Text first = loader.playlist(url);
        List<Declared> declared = List.of(Declared.alone(url));
        boolean independent = false;
        List<String> troubles = new ArrayList<>();
        if (PlaylistReader.isMultivariant(first.text())) {
            try {
                PlaylistReader.Multivariant read = PlaylistReader.multivariant(first.url(), first.text());
                declared = read.playlists();
                independent = read.independent();
            } catch (BadPlaylistException e) {
                return new Seen(false, List.of(), List.of("multivariant playlist: " + e.getMessage()), 0, 1);
            }
        }
        AtomicInteger had = new AtomicInteger();
        List<Watch> watches = declared.stream()
                .map(one -> new Watch(one, loader, limits, had))
                .toList();
        watches.getFirst().run(1, Duration.ZERO, pause);
        int target = watches.getFirst().watched().snapshots().stream()
                .map(Snapshot::targetDuration)
                .findFirst()
                .orElse(1);
        Duration between = Duration.ofMillis(Math.max(250, target * 500L));
        Duration length = limits.length().orElse(Duration.ofSeconds((long) TARGET_DURATIONS * target + 1));
        int rounds = 1 + (int) Math.ceilDiv(length.toMillis(), between.toMillis());
        boolean ends = watches.getFirst().watched().snapshots().stream().anyMatch(Snapshot::ended);
        run(
                watches,
                rounds,
                between,
                ends ? 0 : between.multipliedBy(rounds - 1L).toSeconds(),
                had);
        watches.forEach(watch -> troubles.addAll(watch.troubles()));
        return new Seen(
                independent,
                watches.stream().map(Watch::watched).toList(),
                troubles,
                between.toMillis() / 1000.0,
                rounds);
    }

    private void run(List<Watch> watches, int rounds, Duration between, long seconds, AtomicInteger had)
            throws InterruptedException {
        long began = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> runs = new ArrayList<>();
            for (Watch watch : watches) {
                runs.add(threads.submit(() -> watch.run(rounds, between, pause)));
            }
            try {
                for (Future<?> run : runs) {
                    while (!ends(run)) {
                        steps.at(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began), seconds, had.get());
                    }
                }
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static boolean ends(Future<?> run) throws InterruptedException {
        try {
            run.get(200, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a playlist could not be watched", e.getCause());
        }
    }
}
