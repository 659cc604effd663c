package dev.headwater.ingest.pipeline.encode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_I;
import static org.bytedeco.ffmpeg.global.avutil.AV_PICTURE_TYPE_NONE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import dev.headwater.core.media.Rung;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Has an encoder encode a few grey pictures. A driver may open and then fail, ignore which pictures are to be key frames,
 * or change their order; segments could not be cut then.
 */
final class EncoderTrial {
    private static final int PICTURES = 6;
    private static final int SECOND_KEY = 3;
    private static final byte GREY = (byte) 128;

    private record Coded(long pts, long dts, boolean key, boolean named) {}

    private EncoderTrial() {}

    /** The encoder has ended afterwards. */
    static boolean passes(VideoEncoder encoder, Rung rung) {
        List<Coded> coded = new ArrayList<>();
        PacketSink sink = (packet, timeBase) -> coded.add(coded(packet, encoder));
        AVFrame frame = av_frame_alloc();
        try {
            frame.width(rung.width()).height(rung.height()).format(AV_PIX_FMT_YUV420P);
            Av.check(av_frame_get_buffer(frame, 0), "no memory for a picture");
            for (int i = 0; i < PICTURES; i++) {
                paint(frame, rung);
                frame.pts(i);
                frame.pict_type(isKey(i) ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE);
                encoder.encode(frame, sink);
            }
            encoder.finish(sink);
        } catch (PipelineException e) {
            return false;
        } finally {
            av_frame_free(frame);
        }
        return isAsAsked(coded);
    }

    private static boolean isKey(int picture) {
        return picture == 0 || picture == SECOND_KEY;
    }

    private static void paint(AVFrame frame, Rung rung) {
        Av.check(av_frame_make_writable(frame), "no memory for a picture");
        for (int plane = 0; plane < 3; plane++) {
            int lines = plane == 0 ? rung.height() : rung.height() / 2;
            byte[] grey = new byte[frame.linesize(plane) * lines];
            Arrays.fill(grey, GREY);
            frame.data(plane).position(0).put(grey, 0, grey.length);
        }
    }

    private static Coded coded(AVPacket packet, VideoEncoder encoder) {
        boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
        boolean named = key
                && CodecNames.video(encoder.parameters(), packet.data(), packet.size())
                        .isPresent();
        return new Coded(packet.pts(), packet.dts(), key, named);
    }

    private static boolean isAsAsked(List<Coded> coded) {
        if (coded.size() != PICTURES) {
            return false;
        }
        for (int i = 0; i < PICTURES; i++) {
            Coded one = coded.get(i);
            if (one.pts() != i || one.dts() > i || one.key() != isKey(i) || one.named() != isKey(i)) {
                return false;
            }
        }
        return true;
    }
}
