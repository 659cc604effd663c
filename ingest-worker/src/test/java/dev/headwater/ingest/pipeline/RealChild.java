package dev.headwater.ingest.pipeline;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.FrameReader;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.frames.JobJson;
import dev.headwater.ingest.supervisor.children.ChildCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A child process as the supervisor starts it, and what came out of it. */
public final class RealChild implements AutoCloseable {
    private final Process process;
    private final FrameReader reader;
    private final List<Frame> frames = new ArrayList<>();

    /** @param arguments what it is told besides */
    public RealChild(Job job, String... arguments) throws IOException {
        process = new ProcessBuilder(
                        Stream.concat(command().stream(), Stream.of(arguments)).toList())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        reader = new FrameReader(process.getInputStream());
        process.getOutputStream().write((JobJson.write(job) + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    static List<String> command() {
        return ChildCommand.java(Path.of(System.getProperty("java.home")), System.getProperty("java.class.path"));
    }

    /** Reads on until a frame is as wanted, or there are no more. */
    Optional<Frame> readUntil(Predicate<Frame> wanted) throws IOException {
        for (Optional<Frame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
            frames.add(frame.get());
            if (wanted.test(frame.get())) {
                return frame;
            }
        }
        return Optional.empty();
    }

    public RealChild readToEnd() throws IOException {
        readUntil(frame -> false);
        return this;
    }

    void closeStdin() throws IOException {
        process.getOutputStream().close();
    }

    Process process() {
        return process;
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            throw new AssertionError("the child did not end");
        }
        return process.exitValue();
    }

    public Frame.Opened opened() {
        return all(Frame.Opened.class).getFirst();
    }

    List<Frame.Opened> openings() {
        return all(Frame.Opened.class);
    }

    Frame.Probed probed() {
        return all(Frame.Probed.class).getFirst();
    }

    Frame.Finished finished() {
        return all(Frame.Finished.class).getFirst();
    }

    public List<Frame.Segment> segments(String rendition) {
        return all(Frame.Segment.class).stream()
                .filter(segment -> segment.rendition().equals(rendition))
                .toList();
    }

    /** The same, in runs that belong together: each begins where something was opened. */
    List<List<Frame.Segment>> streams(String rendition) {
        return streams(rendition, source -> true);
    }

    /** Those that were begun while this was on air, as {@link Frame.OnAir} has it. */
    List<List<Frame.Segment>> streamsOf(int source, String rendition) {
        return streams(rendition, onAir -> onAir == source);
    }

    private List<List<Frame.Segment>> streams(String rendition, IntPredicate sources) {
        List<List<Frame.Segment>> streams = new ArrayList<>();
        List<Frame.Segment> stream = new ArrayList<>();
        int onAir = Frame.OnAir.SLATE;
        for (Frame frame : frames) {
            if (frame instanceof Frame.OnAir now) {
                onAir = now.source();
            } else if (frame instanceof Frame.Opened) {
                stream = new ArrayList<>();
                if (sources.test(onAir)) {
                    streams.add(stream);
                }
            } else if (frame instanceof Frame.Segment segment
                    && segment.rendition().equals(rendition)) {
                stream.add(segment);
            }
        }
        return streams.stream().filter(one -> !one.isEmpty()).toList();
    }

    /** What was on air, in order. */
    List<Integer> onAir() {
        return all(Frame.OnAir.class).stream().map(Frame.OnAir::source).toList();
    }

    /** Of everything that was opened, in order. */
    List<Rendition> renditions() {
        return all(Frame.Opened.class).stream()
                .flatMap(opened -> opened.renditions().stream())
                .toList();
    }

    /** As {@code source: text}. */
    List<String> sourceFailures() {
        return all(Frame.SourceFailed.class).stream()
                .map(failed -> failed.source() + ": " + failed.text())
                .toList();
    }

    List<String> states() {
        return all(Frame.State.class).stream().map(Frame.State::text).toList();
    }

    long stills() {
        return all(Frame.Still.class).size();
    }

    List<String> warnings() {
        return all(Frame.Warning.class).stream().map(Frame.Warning::text).toList();
    }

    public List<String> failures() {
        return all(Frame.Failure.class).stream().map(Frame.Failure::text).toList();
    }

    /** All it said but that it lives: for who wonders why it did not say more. */
    String story() {
        return frames.stream()
                .filter(frame -> !(frame instanceof Frame.Heartbeat))
                .map(frame -> frame instanceof Frame.Segment segment
                        ? segment.rendition() + " " + segment.index() + ": " + segment.millis() + " ms"
                        : frame.toString())
                .collect(Collectors.joining("\n"));
    }

    private <F extends Frame> List<F> all(Class<F> type) {
        return frames.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public static byte[] concatenated(List<Frame.Segment> segments) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        segments.forEach(segment -> all.writeBytes(segment.bytes()));
        return all.toByteArray();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
