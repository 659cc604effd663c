package dev.headwater.ingest.pipeline.onair;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;

import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.onair.PacketQueue.Taken;
import dev.headwater.ingest.pipeline.source.MediaInput.Read;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** What was taken from a feed and is in no whole segment yet. It may have to be encoded after all. */
final class KeptPackets implements AutoCloseable {
    private final List<Taken> kept = new ArrayList<>();
    private int cut;

    /** @param packet stays as it is, and is not copied: its bytes are shared */
    void add(Read read, AVPacket packet, double seconds) {
        AVPacket own = av_packet_clone(packet);
        if (own == null || own.isNull()) {
            throw new PipelineException("no memory for a packet");
        }
        kept.add(new Taken(read, own, seconds));
    }

    /** All but the newest is in a segment now, which may still want what goes beside it. */
    void cut() {
        cut = Math.max(0, kept.size() - 1);
    }

    /** Whether there is anything that {@link #dropCut} forgets. */
    boolean isCut() {
        return cut > 0;
    }

    /** Forgets what is in segments: all of them are whole. */
    void dropCut() {
        if (cut > 0) {
            List<Taken> older = kept.subList(0, cut);
            older.forEach(KeptPackets::free);
            older.clear();
            cut = 0;
        }
    }

    /** Has the feed give them once more. */
    void putBack(MediaFeed feed) {
        feed.putBack(List.copyOf(kept));
        kept.clear();
        cut = 0;
    }

    private static void free(Taken taken) {
        av_packet_free(taken.packet());
    }

    @Override
    public void close() {
        kept.forEach(KeptPackets::free);
        kept.clear();
    }
}
