package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_ref;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.ingest.pipeline.av.Av;
import java.util.ArrayDeque;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Audio that came before the video it plays with, in order; blank packets are kept for reuse. */
final class AudioQueue implements AutoCloseable {
    /** Twenty seconds and more: a source whose video stays away that long is handled where that is watched. */
    private static final int MAX = 1024;

    private final ArrayDeque<AVPacket> waiting = new ArrayDeque<>();
    private final ArrayDeque<AVPacket> blank = new ArrayDeque<>();
    private long lastTime = Long.MIN_VALUE;

    void add(AVPacket packet, AVRational from, AVRational to) {
        if (waiting.size() == MAX) {
            recycle(waiting.remove());
        }
        AVPacket own = blank.isEmpty() ? av_packet_alloc() : blank.pop();
        Av.check(av_packet_ref(own, packet), "no memory for an audio packet");
        av_packet_rescale_ts(own, from, to);
        waiting.add(own);
        lastTime = own.dts();
    }

    /** Of the packet that came last, written or not; before everything: none has come. */
    long lastTime() {
        return lastTime;
    }

    boolean hasBefore(long dts) {
        return !waiting.isEmpty() && waiting.getFirst().dts() < dts;
    }

    void writeBefore(long dts, SegmentMuxer muxer) {
        while (!waiting.isEmpty() && waiting.getFirst().dts() < dts) {
            AVPacket packet = waiting.remove();
            muxer.writeAudio(packet);
            recycle(packet);
        }
    }

    void dropBefore(long dts) {
        while (!waiting.isEmpty() && waiting.getFirst().dts() < dts) {
            recycle(waiting.remove());
        }
    }

    private void recycle(AVPacket packet) {
        av_packet_unref(packet);
        blank.push(packet);
    }

    @Override
    public void close() {
        waiting.forEach(AudioQueue::free);
        waiting.clear();
        blank.forEach(AudioQueue::free);
        blank.clear();
    }

    private static void free(AVPacket packet) {
        av_packet_free(packet);
    }
}
