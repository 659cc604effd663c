package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.source.MediaFile;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** Decodes a whole file and forgives nothing. */
public final class StrictDecoding {
    private static final int EXPLODE = 1 << 3;
    private static final int CHECK = 1 | 1 << 1 | 1 << 2;

    private StrictDecoding() {}

    /** Frames decoded of each kind. */
    public record Counts(int pictures, int audioFrames) {}

    public static Counts decode(Path file) {
        return decode(file, true);
    }

    /** The same of what was cut off or lost packets: what can not be decoded is passed over. */
    public static Counts decodeDamaged(Path file) {
        return decode(file, false);
    }

    private static Counts decode(Path file, boolean strict) {
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        try (MediaFile media = new MediaFile(file.toString())) {
            AVCodecContext video = open(media.videoStream(), strict);
            AVStream audioStream = media.audioStream();
            AVCodecContext audio = audioStream == null ? null : open(audioStream, strict);
            int pictures = 0;
            int samples = 0;
            while (media.read(packet)) {
                if (media.isVideo(packet)) {
                    pictures += decode(video, packet, frame, strict);
                } else if (audio != null && media.isAudio(packet)) {
                    samples += decode(audio, packet, frame, strict);
                }
                av_packet_unref(packet);
            }
            pictures += decode(video, null, frame, strict);
            samples += audio == null ? 0 : decode(audio, null, frame, strict);
            avcodec_free_context(video);
            if (audio != null) {
                avcodec_free_context(audio);
            }
            return new Counts(pictures, samples);
        } finally {
            av_frame_free(frame);
            av_packet_free(packet);
        }
    }

    private static AVCodecContext open(AVStream stream, boolean strict) {
        AVCodec codec = avcodec_find_decoder(stream.codecpar().codec_id());
        AVCodecContext context = avcodec_alloc_context3(codec);
        Av.check(avcodec_parameters_to_context(context, stream.codecpar()), "parameters");
        if (strict) {
            context.err_recognition(CHECK | EXPLODE);
        }
        Av.check(avcodec_open2(context, codec, (AVDictionary) null), "decoder");
        return context;
    }

    private static int decode(AVCodecContext context, @Nullable AVPacket packet, AVFrame frame, boolean strict) {
        int sent = avcodec_send_packet(context, packet);
        Av.check(strict ? sent : 0, "a packet");
        int frames = 0;
        while (true) {
            int result = avcodec_receive_frame(context, frame);
            if (Av.wantsMore(result) || Av.isEnd(result)) {
                return frames;
            }
            Av.check(result, "a frame");
            frames++;
        }
    }
}
