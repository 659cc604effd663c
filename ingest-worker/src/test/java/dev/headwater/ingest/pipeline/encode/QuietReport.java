package dev.headwater.ingest.pipeline.encode;

import dev.headwater.core.media.Rendition;
import dev.headwater.ingest.frames.Frame;
import java.nio.ByteBuffer;
import java.util.List;

/** Takes whatever is said and makes nothing of it: a test overrides what it listens for. */
public class QuietReport implements Report {
    @Override
    public void opened(List<Rendition> renditions) {}

    @Override
    public void segment(String rendition, long index, int millis, byte[] head, ByteBuffer bytes) {}

    @Override
    public void state(String text) {}

    @Override
    public void still(byte[] jpeg) {}

    @Override
    public void warning(String text) {}

    @Override
    public void onAir(int source) {}

    @Override
    public void sourceFailed(int source, String text) {}

    @Override
    public void bitRate(long bits) {}

    @Override
    public void progress(long mediaMillis) {}

    @Override
    public void probed(Frame.Probed facts) {}

    @Override
    public void finished(long mediaMillis) {}
}
