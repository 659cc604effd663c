package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set;

import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVBitStreamFilter;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/** Takes SPS and PPS out of H.264 packets: an MP4 has them in its head and nowhere else (ISO 14496-15, {@code avc1}). */
public final class ParameterSets implements AutoCloseable {
    private static final String FILTER = "extract_extradata";

    private final AVBSFContext context = new AVBSFContext(null);

    public ParameterSets(AVCodecParameters parameters) {
        AVBitStreamFilter filter = av_bsf_get_by_name(FILTER);
        if (filter == null || filter.isNull()) {
            throw new PipelineException("this FFmpeg has no " + FILTER);
        }
        Av.check(av_bsf_alloc(filter, context), "no memory for " + FILTER);
        Av.check(avcodec_parameters_copy(context.par_in(), parameters), "no memory for " + FILTER);
        Av.check(av_opt_set(context.priv_data(), "remove", "1", 0), FILTER + " leaves what it finds");
        Av.check(av_bsf_init(context), FILTER + " can not be begun");
    }

    /** The packet without them, to be freed by the caller; where it had any they are beside its contents. */
    public AVPacket without(AVPacket packet) {
        AVPacket given = av_packet_clone(packet);
        AVPacket taken = av_packet_alloc();
        int result = av_bsf_send_packet(context, given);
        av_packet_free(given);
        Av.check(result, "an H.264 packet can not be read");
        Av.check(av_bsf_receive_packet(context, taken), "an H.264 packet can not be read");
        return taken;
    }

    /** What {@link #without} took out of a packet. */
    public static byte[] of(AVPacket taken) {
        try (SizeTPointer size = new SizeTPointer(1)) {
            BytePointer data = av_packet_get_side_data(taken, AV_PKT_DATA_NEW_EXTRADATA, size);
            if (data == null || data.isNull()) {
                throw new PipelineException("the encoder's first packet has no parameter sets");
            }
            byte[] sets = new byte[(int) size.get()];
            data.get(sets, 0, sets.length);
            return sets;
        }
    }

    @Override
    public void close() {
        av_bsf_free(context);
    }
}
