package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Opens what pictures, sounds and subtitles are decoded with. */
final class DecoderContext {
    private DecoderContext() {}

    /**
     * An opened one; whoever asked for it frees it.
     *
     * @param timeBase in which its packets count
     * @param settings what is to be set before it is opened
     * @throws PipelineException where this FFmpeg can not
     */
    static AVCodecContext open(AVCodecParameters parameters, AVRational timeBase, Consumer<AVCodecContext> settings) {
        AVCodec codec = avcodec_find_decoder(parameters.codec_id());
        if (codec == null) {
            throw new PipelineException("this FFmpeg does not decode " + CodecNames.plain(parameters));
        }
        AVCodecContext context = avcodec_alloc_context3(codec);
        boolean opened = false;
        try {
            Av.check(avcodec_parameters_to_context(context, parameters), "no memory for a decoder");
            context.pkt_timebase().num(timeBase.num()).den(timeBase.den());
            settings.accept(context);
            Av.check(
                    avcodec_open2(context, codec, (AVDictionary) null),
                    "the " + CodecNames.plain(parameters) + " decoder can not be opened");
            opened = true;
            return context;
        } finally {
            if (!opened) {
                avcodec_free_context(context);
            }
        }
    }
}
