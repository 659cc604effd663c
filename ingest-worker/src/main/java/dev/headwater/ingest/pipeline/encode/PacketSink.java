package dev.headwater.ingest.pipeline.encode;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Takes encoded packets; what it does not take of a packet its caller frees. */
@FunctionalInterface
public interface PacketSink {
    void packet(AVPacket packet, AVRational timeBase);
}
