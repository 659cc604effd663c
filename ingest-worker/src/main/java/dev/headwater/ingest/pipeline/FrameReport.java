package dev.headwater.ingest.pipeline;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.frames.FrameFormatException;
import dev.headwater.ingest.frames.FrameWriter;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.encode.Report;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A report as frames. Where nobody reads them any more, the child has nothing left to do and ends on the spot. */
public final class FrameReport implements Report {
    private final FrameWriter writer;
    private volatile Container container = Container.MPEG_TS;
    private volatile long mediaMillis;
    private volatile long bitRate;

    public FrameReport(FrameWriter writer) {
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

    /** What segments are from here on: before the first. */
    public void in(Container made) {
        container = made;
    }

    @Override
    public Container container() {
        return container;
    }

    @Override
    public void segment(String rendition, long index, int millis, byte[] head, ByteBuffer bytes) {
        write(() -> writer.segment(rendition, index, millis, head, bytes));
    }

    @Override
    public void state(String text) {
        write(new Frame.State(text));
    }

    @Override
    public void still(byte[] jpeg) {
        write(new Frame.Still(jpeg));
    }

    @Override
    public void warning(String text) {
        write(new Frame.Warning(text));
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

    private interface Write {
        void run() throws IOException;
    }

    private void write(Frame frame) {
        write(() -> writer.write(frame));
    }

    private void write(Write one) {
        try {
            one.run();
        } catch (FrameFormatException e) {
            throw new PipelineException("a segment is too large: " + e.getMessage());
        } catch (IOException e) {
            Runtime.getRuntime().halt(ChildMain.ORPHANED);
        }
    }
}
