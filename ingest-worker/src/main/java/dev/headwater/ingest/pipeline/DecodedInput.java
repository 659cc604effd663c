package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_describe;

import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Rung;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** An input as pictures and samples in a ladder's shape: its frame rate, its size (letter-boxed), stereo. */
final class DecodedInput implements LadderInput {
    /** Pictures read ahead while waiting for audio; past it the audio has a hole, and the picture goes on. */
    private static final int MAX_AHEAD_SECONDS = 1;

    private final MediaInput input;
    private final Ladder ladder;
    private final Decoder video;
    private final @Nullable Decoder audio;
    private final AVPacket packet = av_packet_alloc();
    private @Nullable FilterGraph pictures;
    private @Nullable FilterGraph samples;
    private double decodedSeconds;
    private long picturesTaken;

    DecodedInput(MediaInput input, Ladder ladder) {
        this.input = input;
        this.ladder = ladder;
        this.video = new Decoder(input.video(), input.videoTime(), this::picture);
        AVCodecParameters parameters = input.audio();
        this.audio = parameters == null ? null : new Decoder(parameters, input.audioTime(), this::samples);
    }

    @Override
    public boolean hasAudio() {
        return audio != null;
    }

    @Override
    public void video(AVFrame into) {
        while (pictures == null || !pictures.take(into)) {
            readOn();
        }
        picturesTaken++;
    }

    @Override
    public boolean audio(AVFrame into) {
        while (samples == null || !samples.take(into)) {
            if (decodedSeconds - (double) picturesTaken / ladder.frameRate() > MAX_AHEAD_SECONDS) {
                return false;
            }
            readOn();
        }
        return true;
    }

    private void readOn() {
        switch (input.next(packet)) {
            case VIDEO -> video.decode(packet);
            case AUDIO -> {
                if (audio != null) {
                    audio.decode(packet);
                }
            }
            case LOOPED -> {
                video.drain();
                if (audio != null) {
                    audio.drain();
                }
            }
        }
        av_packet_unref(packet);
    }

    private void picture(AVFrame frame) {
        if (pictures == null) {
            pictures = new FilterGraph("", pictureFilters(frame));
        }
        decodedSeconds = frame.pts() * Av.value(input.videoTime());
        pictures.put(frame);
    }

    private String pictureFilters(AVFrame frame) {
        Rung top = ladder.rungs().getFirst();
        AVRational aspect = frame.sample_aspect_ratio();
        return "buffer@in=width=" + frame.width() + ":height=" + frame.height() + ":pix_fmt=" + frame.format()
                + ":time_base=" + ratio(input.videoTime())
                + ":sar=" + (aspect.num() > 0 ? ratio(aspect) : "1/1")
                + ":colorspace=" + frame.colorspace() + ":range=" + frame.color_range()
                + ",fps=" + ladder.frameRate() + ":start_time=0"
                + ",scale=" + top.width() + ":" + top.height()
                + ":force_original_aspect_ratio=decrease:force_divisible_by=2:reset_sar=1"
                + ",pad=" + top.width() + ":" + top.height() + ":-1:-1,setsar=1,format=yuv420p";
    }

    private void samples(AVFrame frame) {
        if (samples == null) {
            samples = new FilterGraph("a", sampleFilters(frame));
        }
        samples.put(frame);
    }

    private String sampleFilters(AVFrame frame) {
        return "abuffer@in=time_base=" + ratio(input.audioTime()) + ":sample_rate=" + frame.sample_rate()
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

    @Override
    public void close() {
        if (pictures != null) {
            pictures.close();
        }
        if (samples != null) {
            samples.close();
        }
        if (audio != null) {
            audio.close();
        }
        video.close();
        av_packet_free(packet);
        input.close();
    }
}
