package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_send_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;

import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVBitStreamFilter;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Takes the headers off AAC that has its own (ISO 14496-3 §1.A.2.2.1): an MP4 says once, in its head, what they say. */
public final class AdtsHeaders implements AutoCloseable {
    private static final String FILTER = "aac_adtstoasc";
    private static final int LOW_COMPLEXITY = 2;
    /** ISO 14496-3 table 1.18. */
    private static final List<Integer> RATES = List.of(
            96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350);

    private final AVBSFContext context = new AVBSFContext(null);

    public AdtsHeaders(AVCodecParameters parameters) {
        AVBitStreamFilter filter = av_bsf_get_by_name(FILTER);
        if (filter == null || filter.isNull()) {
            throw new PipelineException("this FFmpeg has no " + FILTER);
        }
        Av.check(av_bsf_alloc(filter, context), "no memory for " + FILTER);
        Av.check(avcodec_parameters_copy(context.par_in(), parameters), "no memory for " + FILTER);
        Av.check(av_bsf_init(context), FILTER + " can not be begun");
    }

    /**
     * Takes the header off a packet that has one.
     *
     * @return false: it is damaged, and blank now
     */
    public boolean take(AVPacket packet) {
        boolean isTaken = av_bsf_send_packet(context, packet) >= 0 && av_bsf_receive_packet(context, packet) >= 0;
        if (!isTaken) {
            av_packet_unref(packet);
        }
        return isTaken;
    }

    /** What the first packet's header said, as an MP4's head has it (AudioSpecificConfig); empty: it had none. */
    public static byte[] told(AVPacket taken) {
        return SequenceHeader.beside(taken);
    }

    /**
     * What stands in a head where no packet has come that says it: AAC-LC, and of more than one channel stereo.
     *
     * @return empty: it can not be said
     */
    public static byte[] guessed(AVCodecParameters parameters) {
        int rate = RATES.indexOf(parameters.sample_rate());
        int channels = parameters.ch_layout().nb_channels() == 1 ? 1 : 2;
        int bits = LOW_COMPLEXITY << 11 | rate << 7 | channels << 3;
        return rate < 0 ? new byte[0] : new byte[] {(byte) (bits >> 8), (byte) bits};
    }

    @Override
    public void close() {
        av_bsf_free(context);
    }
}
