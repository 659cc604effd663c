package dev.headwater.standalone.bench;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.supervisor.children.ChildCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What making a channel costs beside the {@code ffmpeg} program of the same build, by turns. */
public final class IngestBench implements Bench {
    private static final double AIM = 1.10;
    private static final int FILE_SECONDS = 60;
    /** Of what was asked for: the last segment may be cut short of it. */
    private static final double MADE = 0.95;

    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long MIB = 1 << 20;

    private final int runs;
    private final int seconds;
    private final int copiedSeconds;
    private final int channels;

    /**
     * Two kinds of work.
     *
     * @param runs of each, by turns
     * @param seconds of media to encode
     * @param copiedSeconds of media to copy: it takes many for anything to be measured
     * @param channels copied at once, in real time
     */
    public IngestBench(int runs, int seconds, int copiedSeconds, int channels) {
        this.runs = runs;
        this.seconds = seconds;
        this.copiedSeconds = copiedSeconds;
        this.channels = channels;
    }

    /** One turn: ours and the program's. */
    private record Turn(MeasuredRun ours, MeasuredRun program) {}

    private record Work(String name, int seconds, @Nullable Ladder ladder) {}

    @Override
    public Report run(BenchSettings settings, Path folder) throws Exception {
        FfmpegProgram ffmpeg = FfmpegProgram.load();
        try (WorkFolder written = WorkFolder.in(Files.isWritable(MEMORY) ? MEMORY : folder, "headwater-bench-")) {
            Path file = folder.resolve("source.ts");
            settings.say("Making %d s to work on".formatted(FILE_SECONDS));
            MeasuredRun.program(ffmpeg.make(file, FILE_SECONDS), folder);
            List<Map<String, Object>> rows = new ArrayList<>();
            List<String> aims = new ArrayList<>();
            for (Work work :
                    List.of(new Work("copied", copiedSeconds, null), new Work("ladder small", seconds, Ladder.SMALL))) {
                Map<String, Object> row = compare(settings, ffmpeg, file, written.path(), work);
                rows.add(row);
                aims.add(Aim.atMost(
                        work.name() + ", ratio of CPU", AIM, (double) Objects.requireNonNull(row.get("ratio"))));
            }
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("copiedChannelsPerCore", perCore(settings, file));
            facts.put("copiedChannelsAtOnce", channels);
            return new Report(facts, rows, aims);
        }
    }

    private Map<String, Object> compare(BenchSettings settings, FfmpegProgram ffmpeg, Path file, Path out, Work work)
            throws IOException, InterruptedException {
        // A moment of media costs what starting costs: a JVM and our classes, or a program.
        settings.say("Starting: " + work.name());
        List<Turn> starts = turns(settings, ffmpeg, file, out, new Work(work.name(), 1, work.ladder()), "start");
        List<Turn> turns = turns(settings, ffmpeg, file, out, work, "run");
        double ourStart = median(starts, turn -> turn.ours().cpuSeconds());
        double programStart = median(starts, turn -> turn.program().cpuSeconds());
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("work", work.name());
        row.put("mediaSeconds", work.seconds());
        row.put("headwaterCpuSeconds", median(turns, turn -> turn.ours().cpuSeconds()));
        row.put("ffmpegCpuSeconds", median(turns, turn -> turn.program().cpuSeconds()));
        row.put(
                "ratio",
                median(turns, turn -> turn.ours().cpuSeconds() / turn.program().cpuSeconds()));
        row.put(
                "ratioWithoutStart",
                median(
                        turns,
                        turn -> (turn.ours().cpuSeconds() - ourStart)
                                / (turn.program().cpuSeconds() - programStart)));
        row.put("headwaterStartSeconds", ourStart);
        row.put("ffmpegStartSeconds", programStart);
        row.put("headwaterMib", median(turns, turn -> (double) turn.ours().peakBytes() / MIB));
        row.put("ffmpegMib", median(turns, turn -> (double) turn.program().peakBytes() / MIB));
        return row;
    }

    private List<Turn> turns(BenchSettings settings, FfmpegProgram ffmpeg, Path file, Path out, Work work, String what)
            throws IOException, InterruptedException {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            Job job = Job.clip(new Source("file:" + file), work.ladder(), work.seconds() * 1000L);
            MeasuredRun ours = MeasuredRun.child(child(), job, out);
            if (ours.mediaMillis() < MADE * job.maxMillis()) {
                throw new BenchException(
                        "the child made %d ms of media and not %d".formatted(ours.mediaMillis(), job.maxMillis()));
            }
            MeasuredRun program = MeasuredRun.program(
                    work.ladder() == null
                            ? ffmpeg.remux(file, work.seconds(), out)
                            : ffmpeg.encode(file, work.seconds(), work.ladder(), out),
                    out);
            settings.say("%s, %s %d of %d: %.2f s and %.2f s of CPU"
                    .formatted(work.name(), what, i + 1, runs, ours.cpuSeconds(), program.cpuSeconds()));
            turns.add(new Turn(ours, program));
        }
        return turns;
    }

    private static List<String> child() {
        return ChildCommand.java(Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));
    }

    private static double median(List<Turn> turns, ToDoubleFunction<Turn> figure) {
        double[] sorted = turns.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Children that copy in real time, as channels do: what they use together, once they have started. */
    private double perCore(BenchSettings settings, Path file) throws IOException, InterruptedException {
        settings.say("Copying %d channels in real time".formatted(channels));
        try (PacedChildren children = PacedChildren.start(child(), file, channels)) {
            children.awaitSegments();
            Thread.sleep(settings.warmUp());
            double before = children.cpuSeconds();
            long began = System.nanoTime();
            Thread.sleep(settings.length());
            double cores = (children.cpuSeconds() - before) / ((System.nanoTime() - began) / 1e9);
            return channels / cores;
        }
    }
}
