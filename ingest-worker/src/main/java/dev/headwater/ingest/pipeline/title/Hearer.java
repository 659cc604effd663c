package dev.headwater.ingest.pipeline.title;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Takes a film's encoded sound. */
@FunctionalInterface
interface Hearer {
    /** Leaves the packet as it is. */
    void hear(AVPacket packet, AVRational timeBase);
}
