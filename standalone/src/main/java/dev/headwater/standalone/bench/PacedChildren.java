package dev.headwater.standalone.bench;

import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.FrameReader;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.JobJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Children that each copy a file in real time; what they make is read and thrown away. */
final class PacedChildren implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 60;

    private final List<Process> children = new ArrayList<>();
    private final List<Owned> owned = new ArrayList<>();
    private final List<CountDownLatch> made = new ArrayList<>();

    static PacedChildren start(List<String> command, Path file, int count) throws IOException {
        PacedChildren all = new PacedChildren();
        try {
            for (int i = 0; i < count; i++) {
                all.add(command, Job.live(new Source("file:" + file), null));
            }
            return all;
        } catch (IOException | RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private void add(List<String> command, Job job) throws IOException {
        Process child = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        owned.add(Owned.of(child));
        children.add(child);
        child.getOutputStream().write((JobJson.write(job) + "\n").getBytes(StandardCharsets.UTF_8));
        child.getOutputStream().flush();
        CountDownLatch segments = new CountDownLatch(2);
        made.add(segments);
        Thread.ofVirtual().start(() -> read(child, segments));
    }

    private static void read(Process child, CountDownLatch segments) {
        try {
            FrameReader frames = new FrameReader(child.getInputStream());
            for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
                if (frame.get() instanceof Frame.Segment) {
                    segments.countDown();
                }
            }
        } catch (IOException e) {
            // It was ended.
        }
    }

    /** Returns when each has made two segments. */
    void awaitSegments() throws InterruptedException {
        for (CountDownLatch segments : made) {
            if (!segments.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new BenchException("a child makes no segments");
            }
        }
    }

    double cpuSeconds() {
        return children.stream()
                .mapToDouble(child -> new ProcStat(child.toHandle()).cpuSeconds())
                .sum();
    }

    @Override
    public void close() {
        owned.forEach(Owned::close);
    }
}
