package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.headwater.core.media.Rendition;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** One input, copied packet by packet: what was encoded stays as it is. */
final class RemuxPipeline implements AutoCloseable {
    private static final String RENDITION = "source";

    /** What a playlist declares where the input does not say, until the first segment was measured. */
    private static final long UNKNOWN_BIT_RATE = 4_000_000;

    private final MediaInput input;
    private final Pacer pacer;
    private final Report report;
    private final TsSegmenter segmenter;
    private final AVPacket packet = av_packet_alloc();
    private boolean opened;

    RemuxPipeline(MediaInput input, Pacer pacer, Report report) {
        this.input = input;
        this.pacer = pacer;
        this.report = report;
        this.segmenter = new TsSegmenter(RENDITION, input.video(), input.audio(), report);
    }

    /** @param maxMillis how much media to make; 0: without end */
    void run(long maxMillis) {
        long last = maxMillis == 0 ? Long.MAX_VALUE : maxMillis;
        long made = 0;
        while (made < last) {
            switch (input.next(packet)) {
                case VIDEO -> made = video();
                case AUDIO -> segmenter.audio(laterBySecond(input.audioTime()), input.audioTime());
                case LOOPED -> {}
            }
            av_packet_unref(packet);
        }
        segmenter.finish();
    }

    private long video() {
        if (!opened) {
            report.opened(List.of(rendition()));
            opened = true;
        }
        double seconds = packet.dts() * Av.value(input.videoTime());
        pacer.await((long) (seconds * 1e9));
        segmenter.video(laterBySecond(input.videoTime()), input.videoTime());
        long millis = (long) (seconds * 1000);
        report.progress(millis);
        return millis;
    }

    /** One second on: a picture is decoded before it is shown, and nothing may be before 0. */
    private AVPacket laterBySecond(AVRational timeBase) {
        long second = timeBase.den() / timeBase.num();
        return packet.pts(packet.pts() + second).dts(packet.dts() + second);
    }

    private Rendition rendition() {
        AVCodecParameters video = input.video();
        AVCodecParameters audio = input.audio();
        String codecs =
                CodecNames.video(video, packet.data(), packet.size()).orElseThrow(() -> notCopied(video, "video"));
        if (audio != null) {
            codecs += "," + CodecNames.audio(audio).orElseThrow(() -> notCopied(audio, "audio"));
        }
        long bits = input.bitRate() > 0 ? input.bitRate() : UNKNOWN_BIT_RATE;
        return new Rendition(
                RENDITION, codecs, video.width(), video.height(), input.frameRate(), bits * 3 / 2, bits * 107 / 100);
    }

    private static PipelineException notCopied(AVCodecParameters parameters, String what) {
        return new PipelineException("the source's " + what + " is " + CodecNames.plain(parameters)
                + ": players do not take that as it is, only encoded anew (give the channel a ladder)");
    }

    @Override
    public void close() {
        av_packet_free(packet);
        segmenter.close();
        input.close();
    }
}
