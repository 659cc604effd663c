package dev.headwater.standalone.cli;

import dev.headwater.standalone.bench.AdminBench;
import dev.headwater.standalone.bench.CatalogueBench;
import dev.headwater.standalone.bench.CatalogueSize;
import dev.headwater.standalone.bench.EdgeBench;
import dev.headwater.standalone.bench.IngestBench;
import dev.headwater.standalone.bench.PlaybackBench;
import dev.headwater.standalone.bench.SoakBench;
import dev.headwater.standalone.bench.TsBench;
import dev.headwater.standalone.bench.ZapBench;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench}. */
@Command(
        name = "bench",
        description = "Measure this machine with servers, data and load of its own.",
        subcommands = {
            BenchCommand.Playback.class,
            BenchCommand.Edge.class,
            BenchCommand.Ts.class,
            BenchCommand.Zap.class,
            BenchCommand.Ingest.class,
            BenchCommand.Catalogue.class,
            BenchCommand.Admin.class
        })
final class BenchCommand extends Group {
    private static final int PLAYBACKS_PER_LINE = 5;

    @Command(name = "playback", description = "Playlists and segment redirects a second. Needs wrk.")
    static final class Playback implements Callable<Integer> {
        @Mixin
        private BenchOptions options = new BenchOptions();

        @Option(
                names = "--channels",
                paramLabel = "N",
                defaultValue = "200",
                description = "Live channels (default: ${DEFAULT-VALUE}).")
        private int channels;

        @Option(
                names = "--lines",
                paramLabel = "N",
                defaultValue = "2000",
                description = "Lines (default: ${DEFAULT-VALUE}).")
        private int lines;

        @Option(
                names = "--playbacks",
                paramLabel = "N",
                description = "Playbacks at once (default: " + PLAYBACKS_PER_LINE + " a line).")
        private @Nullable Integer playbacks;

        @Override
        public Integer call() throws Exception {
            int all = playbacks == null ? PLAYBACKS_PER_LINE * lines : playbacks;
            options.positive("--channels", channels);
            options.positive("--lines", lines);
            options.positive("--playbacks", all);
            return options.run(new PlaybackBench(channels, lines, all));
        }
    }

    @Command(name = "edge", description = "What an edge delivers, beside nginx where that is installed. Needs wrk.")
    static final class Edge implements Callable<Integer> {
        @Mixin
        private BenchOptions options = new BenchOptions();

        @Override
        public Integer call() throws Exception {
            return options.run(new EdgeBench());
        }
    }

    @Command(name = "ts", description = "What viewers of an endless MPEG-TS stream cost.")
    static final class Ts implements Callable<Integer> {
        @Mixin
        private BenchOptions options = new BenchOptions();

        @Option(
                names = "--viewers",
                split = ",",
                paramLabel = "N",
                defaultValue = "100,300",
                description = "How many at once, one measurement each (default: ${DEFAULT-VALUE}).")
        private List<Integer> viewers;

        @Option(
                names = "--mbit",
                paramLabel = "N",
                defaultValue = "4",
                description = "Bit rate of the stream in Mbit/s (default: ${DEFAULT-VALUE}).")
        private int mbit;

        @Override
        public Integer call() throws Exception {
            viewers.forEach(count -> options.positive("--viewers", count));
            options.positive("--mbit", mbit);
            return options.run(new TsBench(viewers, mbit));
        }
    }

    @Command(name = "zap", description = "How long it takes to the first picture. Needs ffmpeg.")
    static final class Zap implements Callable<Integer> {
        @Mixin
        private BenchOptions options = new BenchOptions();

        @Option(
                names = "--zaps",
                paramLabel = "N",
                defaultValue = "10",
                description = "Of each kind (default: ${DEFAULT-VALUE}).")
        private int zaps;

        @Override
        public Integer call() throws Exception {
            options.positive("--zaps", zaps);
            return options.run(new ZapBench(zaps));
        }
    }

    @Command(
            name = "ingest",
            description =
                    "What making channels costs, beside the ffmpeg program of the same build. Needs Linux and bash.")
    static final class Ingest implements Callable<Integer> {
        @Mixin
        private BenchOptions options = new BenchOptions();

        @Option(
                names = "--runs",
                paramLabel = "N",
                defaultValue = "5",
                description = "Of each, by turns (default: ${DEFAULT-VALUE}).")
        private int runs;

        @Option(
                names = "--media",
                paramLabel = "SECONDS",
                defaultValue = "60",
                description = "How much to encode (default: ${DEFAULT-VALUE}).")
        private int media;

        @Option(
                names = "--copied",
                paramLabel = "SECONDS",
                defaultValue = "3600",
                description = "How much to copy (default: ${DEFAULT-VALUE}).")
        private int copied;

        @Option(
                names = "--channels",
                paramLabel = "N",
                defaultValue = "8",
                description = "Copied at once in real time (default: ${DEFAULT-VALUE}).")
        private int channels;

        @Option(
                names = "--soak",
                paramLabel = "MINUTES",
                description = "Instead: memory of a server and its channels, minute by minute.")
        private @Nullable Integer soak;

        @Override
        public Integer call() throws Exception {
            options.positive("--runs", runs);
            options.positive("--media", media);
            options.positive("--copied", copied);
            options.positive("--channels", channels);
            if (soak != null) {
                options.positive("--soak", soak);
                return options.run(new SoakBench(soak));
            }
            return options.run(new IngestBench(runs, media, copied, channels));
        }
    }

    @Command(
            name = "catalogue",
            description =
                    "Lists, playlists and guide of a whole catalogue, beside nginx where that is installed. Needs wrk.")
    static final class Catalogue implements Callable<Integer> {
        @Mixin
        private BenchOptions options = new BenchOptions();

        @Option(
                names = "--seed",
                paramLabel = "LIVExMOVIESxSERIES",
                defaultValue = "20000x50000x5000",
                description = "How large it is (default: ${DEFAULT-VALUE}).")
        private String seed;

        @Override
        public Integer call() throws Exception {
            return options.run(new CatalogueBench(CatalogueSize.parse(seed)));
        }
    }

    @Command(name = "admin", description = "Pages of operators' lists: 100,000 lines and films, 20,000 channels.")
    static final class Admin implements Callable<Integer> {
        @Mixin
        private BenchOptions options = new BenchOptions();

        @Override
        public Integer call() throws Exception {
            return options.run(new AdminBench());
        }
    }
}
