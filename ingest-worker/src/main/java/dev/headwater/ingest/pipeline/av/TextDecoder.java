package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_ASS;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MOV_TEXT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_SUBRIP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_TEXT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBVTT;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_decode_subtitle2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avsubtitle_free;

import dev.headwater.core.vod.text.AssEvent;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVSubtitle;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;

/** Subtitles that are text, whatever their format, as plain lines: colours, places and marks are left out. */
public final class TextDecoder implements AutoCloseable {
    private static final Set<Integer> CODECS =
            Set.of(AV_CODEC_ID_ASS, AV_CODEC_ID_MOV_TEXT, AV_CODEC_ID_SUBRIP, AV_CODEC_ID_TEXT, AV_CODEC_ID_WEBVTT);

    private static final int MAX_LENGTH = 4096;

    private final AVCodecContext context;
    private final AVSubtitle subtitle = new AVSubtitle();
    private final int[] got = new int[1];

    public TextDecoder(AVCodecParameters parameters, AVRational timeBase) {
        this.context = DecoderContext.open(parameters, timeBase, open -> {});
    }

    /** Whether it is text, and of a format that is known. */
    public static boolean takes(AVCodecParameters parameters) {
        return CODECS.contains(parameters.codec_id());
    }

    /** What a packet shows, in lines; empty: nothing, or nothing that can be read. */
    public String decode(AVPacket packet) {
        if (avcodec_decode_subtitle2(context, subtitle, got, packet) < 0 || got[0] == 0) {
            return "";
        }
        try {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < subtitle.num_rects(); i++) {
                BytePointer event = subtitle.rects(i).ass();
                if (event != null && !event.isNull()) {
                    lines.append(AssEvent.text(Av.string(event))).append('\n');
                }
            }
            String text = lines.toString().strip();
            return text.substring(0, Math.min(MAX_LENGTH, text.length()));
        } finally {
            avsubtitle_free(subtitle);
        }
    }

    @Override
    public void close() {
        avcodec_free_context(context);
        subtitle.close();
    }
}
