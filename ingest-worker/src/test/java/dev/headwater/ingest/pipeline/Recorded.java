package dev.headwater.ingest.pipeline;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.Job;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.title.TitleJob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a film's child would have said, had it been one. */
public final class Recorded implements Report {
    public final List<Frame.Segment> segments = new ArrayList<>();
    public final List<String> states = new ArrayList<>();
    final List<Long> progress = new ArrayList<>();
    public List<Rendition> renditions = List.of();
    long finished = -1;

    public static Recorded run(Job.Title job) throws IOException {
        Recorded all = new Recorded();
        TitleJob.run(job, all);
        return all;
    }

    public List<Integer> millis() {
        return segments.stream().map(Frame.Segment::millis).toList();
    }

    /** All segments as one file. */
    Path stream(Path target) throws IOException {
        return Files.write(target, bytes());
    }

    byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        segments.forEach(segment -> all.writeBytes(segment.bytes()));
        return all.toByteArray();
    }

    @Override
    public void probed(Frame.Probed facts) {
        progress.clear(); // what was said before counted bytes
    }

    @Override
    public void opened(List<Rendition> opened) {
        renditions = opened;
    }

    @Override
    public void segment(String rendition, long index, int millis, byte[] head, ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        segments.add(new Frame.Segment(rendition, index, millis, head, bytes));
    }

    @Override
    public void warning(String text) {
        throw new AssertionError("a film is not on air");
    }

    @Override
    public void onAir(int source) {
        throw new AssertionError("a film is not on air");
    }

    @Override
    public void sourceFailed(int source, String text) {
        throw new AssertionError("a film has one source");
    }

    @Override
    public void bitRate(long bits) {
        throw new AssertionError("a film is not on air");
    }

    @Override
    public void still(byte[] jpeg) {
        throw new AssertionError("a film is not on air");
    }

    @Override
    public void state(String text) {
        states.add(text);
    }

    @Override
    public void progress(long mediaMillis) {
        progress.add(mediaMillis);
    }

    @Override
    public void finished(long mediaMillis) {
        finished = mediaMillis;
    }
}
