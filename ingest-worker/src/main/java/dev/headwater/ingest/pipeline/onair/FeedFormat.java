package dev.headwater.ingest.pipeline.onair;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.av_free;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.av.SequenceHeader;
import dev.headwater.ingest.pipeline.source.Beside;
import dev.headwater.ingest.pipeline.source.MediaInput;
import dev.headwater.ingest.pipeline.source.Streams;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** What an input holds, as a copy: who shows it is another thread than who reads it, and may be at it longer. */
final class FeedFormat implements AutoCloseable {
    private final AVCodecParameters video;
    private final AVRational videoTime;
    private final List<Beside> sounds;
    private final List<Beside> texts;
    private final List<Beside> bitmaps;
    private final String leftOut;
    private final double frameRate;
    private final long bitRate;

    FeedFormat(MediaInput input) {
        this.video = copy(input.video());
        this.videoTime = copy(input.videoTime());
        this.sounds = input.sounds().stream().map(FeedFormat::copy).toList();
        this.texts = input.texts().stream().map(FeedFormat::copy).toList();
        this.bitmaps = input.bitmaps().stream().map(FeedFormat::copy).toList();
        this.leftOut = input.leftOut();
        this.frameRate = input.frameRate();
        this.bitRate = input.bitRate();
    }

    private static Beside copy(Beside one) {
        return new Beside(copy(one.codec()), copy(one.time()), one.track());
    }

    private static AVCodecParameters copy(AVCodecParameters parameters) {
        AVCodecParameters copy = avcodec_parameters_alloc();
        Av.check(avcodec_parameters_copy(copy, parameters), "no memory for a stream's parameters");
        return copy;
    }

    private static AVRational copy(AVRational rational) {
        return new AVRational().num(rational.num()).den(rational.den());
    }

    /** What this key frame says beside itself holds from here on; the size is told with the picture. */
    void renew(AVPacket key) {
        byte[] told = CodecNames.isByteStream(video) ? new byte[0] : SequenceHeader.of(video, key);
        if (told.length > 0) {
            av_free(video.extradata());
            BytePointer own = new BytePointer(av_mallocz(told.length + AV_INPUT_BUFFER_PADDING_SIZE));
            own.put(told, 0, told.length);
            video.extradata(own).extradata_size(told.length);
        }
    }

    AVCodecParameters video() {
        return video;
    }

    AVRational videoTime() {
        return videoTime;
    }

    /** By place: the first is heard unless asked otherwise. */
    List<Beside> sounds() {
        return sounds;
    }

    /** By place, from {@link Streams#TEXTS} on. */
    List<Beside> texts() {
        return texts;
    }

    /** Subtitles that are bitmaps, by place, from {@link Streams#BITMAPS} on. */
    List<Beside> bitmaps() {
        return bitmaps;
    }

    /** What is there and is not brought, in an operator's words; empty: nothing. */
    String leftOut() {
        return leftOut;
    }

    /** 0: unknown. */
    double frameRate() {
        return frameRate;
    }

    /** Bit/s of everything together; 0: unknown. */
    long bitRate() {
        return bitRate;
    }

    @Override
    public void close() {
        avcodec_parameters_free(video);
        videoTime.close();
        sounds.forEach(FeedFormat::free);
        texts.forEach(FeedFormat::free);
        bitmaps.forEach(FeedFormat::free);
    }

    private static void free(Beside one) {
        avcodec_parameters_free(one.codec());
        one.time().close();
    }
}
