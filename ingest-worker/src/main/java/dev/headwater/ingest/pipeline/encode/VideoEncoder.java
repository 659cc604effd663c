package dev.headwater.ingest.pipeline.encode;

import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** An opened encoder of pictures in YUV 4:2:0, one after the other, none reordered. */
public interface VideoEncoder extends AutoCloseable {
    /** As FFmpeg calls it. */
    String name();

    AVCodecParameters parameters();

    /** In which it stamps packets. */
    AVRational timeBase();

    /**
     * Takes a picture as it is, numbered by its time stamp; where its type is I, it becomes a key frame.
     *
     * @throws PipelineException the encoder can not go on
     */
    void encode(AVFrame frame, PacketSink sink);

    /** Passes on what the encoder still holds. */
    void finish(PacketSink sink);

    @Override
    void close();
}
