package dev.headwater.standalone.drill;

import dev.headwater.standalone.bench.FfmpegProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random kills, one at a time, each measured until everything is as it was. */
public final class Drill {
    private static final int FILE_SECONDS = 30;
    private static final double ON_AIR = 120;
    private static final double BACK = 90;
    /** Channels of two seconds a segment list one at least so often. */
    private static final double FRESH = 7;

    private static final double SETTLE = 8;
    /** How long viewers still feel a kill after segments come again. */
    private static final double AFTERMATH = 6;

    private final DrillSettings settings;
    private final Random random;
    private final List<DrillChannel> channels = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    public Drill(DrillSettings settings) {
        this.settings = settings;
        this.random = new Random(settings.seed());
    }

    /** @param folder empty, for all it needs */
    public DrillReport run(Path folder) throws IOException, InterruptedException {
        FfmpegProgram ffmpeg = FfmpegProgram.load();
        Path file = folder.resolve("source.ts");
        settings.progress().accept("Making what is sent");
        Program maker = new Program(ffmpeg.makeSmall(file, FILE_SECONDS), folder.resolve("maker.log"));
        maker.start();
        Await.orFail(ON_AIR, "what is sent is made", () -> !maker.isAlive());
        maker.close();
        settings.progress().accept("Starting a headend with an edge");
        try (DrillHeadend headend = DrillHeadend.start(folder, settings.serverFlags())) {
            channels.add(DrillChannel.add(headend, ffmpeg, folder, file, "copied hot", true, false));
            channels.add(DrillChannel.add(headend, ffmpeg, folder, file, "copied cold", false, false));
            channels.add(DrillChannel.add(headend, ffmpeg, folder, file, "encoded hot", true, true));
            settings.progress().accept("Waiting until three channels are on air and watched");
            settle(ON_AIR);
            return drill(headend);
        } finally {
            channels.forEach(DrillChannel::close);
        }
    }

    private DrillReport drill(DrillHeadend headend) throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 1; i <= settings.kills() && !isOver(began); i++) {
            Kill kill = Kill.any(random);
            settings.progress().accept("Kill %d of %d: %s".formatted(i, settings.kills(), kill.words()));
            Outcome outcome = kill(headend, kill);
            outcomes.add(outcome);
            settings.progress()
                    .accept("  back after %.1f s, %.1f s missing, stalled %.1f s (HLS) and %.1f s (TS)%s"
                            .formatted(
                                    outcome.backSeconds(),
                                    outcome.missing(),
                                    outcome.stalledHls(),
                                    outcome.stalledTs(),
                                    outcome.lost() == 0 ? "" : ", %d viewers lost".formatted(outcome.lost())));
            if (!outcome.back()) {
                settings.progress().accept("  a channel did not come back: the drill ends here");
                break;
            }
            settle(BACK);
        }
        return DrillReport.of(settings, outcomes, channels, failures);
    }

    private boolean isOver(long began) {
        return settings.limit()
                .filter(limit -> System.nanoTime() - began > limit.toNanos())
                .isPresent();
    }

    /** Until all is on air, watched, and has been so for a while. What does not come to that is a failure of the drill. */
    private void settle(double seconds) throws IOException, InterruptedException {
        for (DrillChannel channel : channels) {
            Await.orFail(seconds, channel.name() + " is on air", () -> channel.isFresh(FRESH));
            channel.watch();
        }
        for (DrillChannel channel : channels) {
            for (Viewer viewer : channel.viewers()) {
                if (!Await.within(seconds, () -> viewer.pictures() > 0 || !viewer.isPlaying())) {
                    failures.add("%s: a viewer had no picture within %.0f s".formatted(channel.name(), seconds));
                }
            }
            if (!Await.within(BACK, channel::isWhereItBelongs)) {
                failures.add("%s: not back at its primary within %.0f s, but %s"
                        .formatted(channel.name(), BACK, channel.told()));
            }
        }
        Thread.sleep((long) (1000 * (SETTLE + random.nextDouble() * 2)));
    }

    private Outcome kill(DrillHeadend headend, Kill kill) throws IOException, InterruptedException {
        channels.forEach(DrillChannel::mark);
        Strike.Mend mend = new Strike(headend, channels, random).strike(kill);
        boolean back = Await.within(
                BACK,
                () -> channels.stream()
                        .allMatch(channel -> channel.isFresh(FRESH) && !Double.isNaN(channel.returnSeconds())));
        // A channel may have been back before what struck it was over.
        double seconds = channels.stream()
                .mapToDouble(DrillChannel::returnSeconds)
                .map(one -> Double.isNaN(one) ? BACK : one)
                .max()
                .orElse(0);
        Thread.sleep((long) (1000 * AFTERMATH));
        mend.run();
        return outcome(kill, back, seconds);
    }

    private Outcome outcome(Kill kill, boolean back, double seconds) {
        double missing = 0;
        String worst = "";
        double hls = 0;
        double ts = 0;
        int lost = 0;
        int all = 0;
        for (DrillChannel channel : channels) {
            double hole = channel.missingSeconds();
            worst = hole > missing ? channel.name() : worst;
            missing = Math.max(missing, hole);
            for (Viewer viewer : channel.viewers()) {
                all++;
                if (!viewer.isPlaying()) {
                    lost++;
                } else if (viewer.isEndless()) {
                    ts = Math.max(ts, viewer.stalledSinceMark());
                } else {
                    hls = Math.max(hls, viewer.stalledSinceMark());
                }
            }
        }
        return new Outcome(kill, worst, back, seconds, missing, hls, ts, lost, all);
    }
}
