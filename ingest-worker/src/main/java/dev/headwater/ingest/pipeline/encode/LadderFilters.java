package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.Orientation;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * What decoded frames pass to fit a ladder: its frame rate, upright, its top size (letter-boxed), stereo. Time begins at 0. Frames that
 * say they are interlaced are not any more; others pass as they are.
 */
public final class LadderFilters {
    /** Interlaced video has 25 or 30 frames a second of two moments each; a ladder that has more shows both. */
    private static final int HALF_PICTURES = 30;

    /** How what {@link #samples} gives goes into filters of its own, numbered by its samples. */
    public static final String SAMPLES = "abuffer@in=time_base=1/" + Encoders.SAMPLE_RATE + ":sample_rate="
            + Encoders.SAMPLE_RATE + ":sample_fmt=fltp:channel_layout=stereo";

    private LadderFilters() {}

    /** @param frame the first */
    public static String pictures(AVFrame frame, AVRational time, Ladder ladder) {
        Rung top = ladder.rungs().getFirst();
        return buffer(frame, time)
                + ",bwdif=mode=" + (ladder.frameRate() > HALF_PICTURES ? "send_field" : "send_frame")
                + ":deint=interlaced"
                + ",fps=" + ladder.frameRate() + ":start_time=0"
                + Orientation.of(frame).filters() // behind what makes whole pictures of lines: they lie across
                + ",scale=" + top.width() + ":" + top.height()
                + ":force_original_aspect_ratio=decrease:force_divisible_by=2:reset_sar=1"
                + ",pad=" + top.width() + ":" + top.height() + ":-1:-1,setsar=1,format=yuv420p";
    }

    /** How pictures come in. */
    public static String buffer(AVFrame frame, AVRational time) {
        AVRational aspect = frame.sample_aspect_ratio();
        return "buffer@in=width=" + frame.width() + ":height=" + frame.height() + ":pix_fmt=" + frame.format()
                + ":time_base=" + ratio(time)
                + ":sar=" + (aspect.num() > 0 ? ratio(aspect) : "1/1")
                + ":colorspace=" + frame.colorspace() + ":range=" + frame.color_range();
    }

    /** @param frame the first */
    public static String samples(AVFrame frame, AVRational time) {
        return "abuffer@in=time_base=" + ratio(time) + ":sample_rate=" + frame.sample_rate()
                + ":sample_fmt=" + frame.format() + ":channel_layout=" + layout(frame)
                + ",aresample=" + Encoders.SAMPLE_RATE + ":async=1000:first_pts=0"
                + ",aformat=sample_fmts=fltp:channel_layouts=stereo"
                + ",asetnsamples=n=" + Encoders.AUDIO_FRAME;
    }

    private static String layout(AVFrame frame) {
        byte[] text = new byte[128];
        Av.check(av_channel_layout_describe(frame.ch_layout(), text, text.length), "the audio's channels have no name");
        return Av.string(text);
    }

    private static String ratio(AVRational rational) {
        return rational.num() + "/" + rational.den();
    }
}
