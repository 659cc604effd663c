package dev.headwater.ingest.pipeline.encode;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Takes packets of one sound. */
public interface SoundSink {
    /** Takes a new reference to the packet's contents and leaves the packet as it is. */
    void audio(AVPacket packet, AVRational timeBase);
}
