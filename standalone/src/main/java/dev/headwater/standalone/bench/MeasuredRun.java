package dev.headwater.standalone.bench;

import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.FrameReader;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.JobJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process from its start to its end.
 *
 * @param cpuSeconds in user code and for it in the kernel, of all its threads
 * @param peakBytes the most memory it held
 * @param mediaMillis what it made of the best rendition, where it is a child of ours
 */
record MeasuredRun(double cpuSeconds, long peakBytes, long mediaMillis) {
    /** What a process used is known when it has ended, to the one that waited for it: a shell, which says it. */
    private static final List<String> SHELL = List.of("bash", "-c", "\"$@\"; code=$?; times >&2; exit $code", "bash");

    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");
    private static final int PATIENCE_MINUTES = 10;

    /**
     * A child of ours that makes so much media as fast as it goes; what it makes is read and thrown away.
     *
     * @param folder takes what it complains of, for as long as it runs
     */
    static MeasuredRun child(List<String> command, Job job, Path folder) throws IOException, InterruptedException {
        return run(command, folder, JobJson.write(job) + "\n", MeasuredRun::frames);
    }

    /** The same of a program that needs no telling. */
    static MeasuredRun program(List<String> command, Path folder) throws IOException, InterruptedException {
        return run(command, folder, "", out -> {
            out.transferTo(OutputStream.nullOutputStream());
            return 0;
        });
    }

    private interface Output {
        long read(InputStream out) throws IOException;
    }

    private static MeasuredRun run(List<String> command, Path folder, String stdin, Output output)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(SHELL);
        all.addAll(command);
        Path said = Files.createTempFile(folder, "said-", ".log");
        Process shell = new ProcessBuilder(all).redirectError(said.toFile()).start();
        Owned owned = Owned.of(shell);
        try {
            shell.getOutputStream().write(stdin.getBytes(StandardCharsets.UTF_8));
            shell.getOutputStream().flush();
            PeakMemory peak = PeakMemory.watch(shell);
            long millis = output.read(shell.getInputStream());
            if (!shell.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || shell.exitValue() != 0) {
                throw new BenchException("what is measured failed: " + Files.readString(said));
            }
            return new MeasuredRun(cpuSeconds(Files.readString(said)), peak.bytes(), millis);
        } finally {
            owned.close();
            Files.deleteIfExists(said);
        }
    }

    private static double cpuSeconds(String said) {
        Matcher times = TIME.matcher(said);
        if (!times.find()) {
            throw new BenchException("the shell does not say what it measured: " + said);
        }
        return 60 * Double.parseDouble(times.group(1))
                + Double.parseDouble(times.group(2))
                + 60 * Double.parseDouble(times.group(3))
                + Double.parseDouble(times.group(4));
    }

    private static long frames(InputStream out) throws IOException {
        FrameReader frames = new FrameReader(out);
        String first = "";
        long millis = 0;
        for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            switch (frame.get()) {
                case Frame.Segment segment -> {
                    first = first.isEmpty() ? segment.rendition() : first;
                    millis += segment.rendition().equals(first) ? segment.millis() : 0;
                }
                case Frame.Failure failure -> throw new BenchException("the child failed: " + failure.text());
                default -> {}
            }
        }
        return millis;
    }
}
