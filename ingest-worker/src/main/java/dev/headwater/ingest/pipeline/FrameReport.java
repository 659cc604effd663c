package dev.headwater.ingest.pipeline;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.FrameFormatException;
import dev.headwater.ingest.frames.FrameWriter;
import java.io.IOException;
import java.util.List;

/** A report as frames. Where nobody reads them any more, the child has nothing left to do and ends on the spot. */
final class FrameReport implements Report {
    private final FrameWriter writer;
    private volatile long mediaMillis;
    private volatile long bitRate;

    FrameReport(FrameWriter writer) {
        this.writer = writer;
    }

    @Override
    public void probed(Frame.Probed facts) {
        write(facts);
    }

    @Override
    public void finished(long millis) {
        write(new Frame.Finished(millis));
    }

    @Override
    public void opened(List<Rendition> renditions) {
        write(new Frame.Opened(renditions));
    }

    @Override
    public void segment(String rendition, long index, int millis, byte[] bytes) {
        write(new Frame.Segment(rendition, index, millis, bytes));
    }

    @Override
    public void state(String text) {
        write(new Frame.State(text));
    }

    @Override
    public void onAir(int source) {
        write(new Frame.OnAir(source));
    }

    @Override
    public void sourceFailed(int source, String text) {
        write(new Frame.SourceFailed(source, text));
    }

    @Override
    public void bitRate(long bits) {
        bitRate = bits;
    }

    @Override
    public void progress(long millis) {
        mediaMillis = millis;
    }

    void heartbeat() {
        write(new Frame.Heartbeat(mediaMillis, bitRate));
    }

    void failure(String text) {
        write(new Frame.Failure(text));
    }

    private void write(Frame frame) {
        try {
            writer.write(frame);
        } catch (FrameFormatException e) {
            throw new PipelineException("a segment is too large: " + e.getMessage());
        } catch (IOException e) {
            Runtime.getRuntime().halt(ChildMain.ORPHANED);
        }
    }
}
