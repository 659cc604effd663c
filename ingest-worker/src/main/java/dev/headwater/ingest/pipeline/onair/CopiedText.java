package dev.headwater.ingest.pipeline.onair;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.TextDecoder;
import dev.headwater.ingest.pipeline.encode.TextSegmenter;
import dev.headwater.ingest.pipeline.source.Beside;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** Subtitles of a feed, read and cut. */
final class CopiedText implements AutoCloseable {
    private final TextSegmenter segmenter;
    private final @Nullable TextDecoder decoder;

    /** @param from null: the feed has none, and all segments are empty */
    CopiedText(TextSegmenter segmenter, @Nullable Beside from) {
        this.segmenter = segmenter;
        this.decoder = from == null ? null : new TextDecoder(from.codec(), from.time());
    }

    TextSegmenter segmenter() {
        return segmenter;
    }

    /** A packet of theirs. */
    void take(AVPacket packet, AVRational time) {
        if (decoder != null) {
            double ticks = Av.value(time) * Av.TICKS_PER_SECOND;
            segmenter.text(
                    Math.round(packet.pts() * ticks), Math.round(packet.duration() * ticks), decoder.decode(packet));
        }
    }

    @Override
    public void close() {
        if (decoder != null) {
            decoder.close();
        }
    }
}
