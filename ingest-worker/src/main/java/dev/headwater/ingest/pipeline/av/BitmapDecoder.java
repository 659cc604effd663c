package dev.headwater.ingest.pipeline.av;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_DVB_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_DVD_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HDMV_PGS_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_decode_subtitle2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avsubtitle_free;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVSubtitle;
import org.bytedeco.ffmpeg.avcodec.AVSubtitleRect;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/** Subtitles that are bitmaps, as broadcasters (DVB, ETSI EN 300 743) and discs have them. */
public final class BitmapDecoder implements AutoCloseable {
    private static final Set<Integer> CODECS =
            Set.of(AV_CODEC_ID_DVB_SUBTITLE, AV_CODEC_ID_HDMV_PGS_SUBTITLE, AV_CODEC_ID_DVD_SUBTITLE);

    /** Where a stream does not say what it is drawn for (EN 300 743 §7.2.1). */
    private static final int CANVAS_WIDTH = 720;

    private static final int CANVAS_HEIGHT = 576;

    private static final int MOST_BITMAPS = 64;

    /** Of all bitmaps that are shown at once: a picture of 1080 lines. */
    private static final int MOST_PIXELS = 1920 * 1088;

    /** Of the canvas, in either direction. */
    private static final int LARGEST = 8192;

    private static final int COLOURS = 256;

    /**
     * A bitmap.
     *
     * @param pixels row by row, each the number of a colour
     * @param colours 256 of them, as ARGB of 8 bits each
     */
    @SuppressWarnings("ArrayRecordComponent") // made once, looked at for each picture, and nobody else's
    public record Bitmap(int left, int top, int width, int height, byte[] pixels, int[] colours) {}

    /**
     * What is to be seen from a packet's time on, instead of what was; without bitmaps: nothing.
     *
     * @param width of the canvas that bitmaps lie on, and that covers the picture
     * @param after seconds from the packet's time until it is shown
     * @param seconds how long it is shown; 0: it does not say
     */
    public record Drawn(int width, int height, double after, double seconds, List<Bitmap> bitmaps) {
        public Drawn {
            bitmaps = List.copyOf(bitmaps);
        }

        /** How much it takes in memory. */
        public int pixels() {
            return bitmaps.stream().mapToInt(one -> one.pixels().length).sum();
        }
    }

    private final AVCodecContext context;
    private final AVSubtitle subtitle = new AVSubtitle();
    private final int[] got = new int[1];

    public BitmapDecoder(AVCodecParameters parameters, AVRational timeBase) {
        this.context = DecoderContext.open(parameters, timeBase, open -> open.max_pixels(MOST_PIXELS));
    }

    /** Whether these are bitmaps of a format that is known. */
    public static boolean takes(AVCodecParameters parameters) {
        return CODECS.contains(parameters.codec_id());
    }

    /** What a packet has shown; empty: it says nothing, or nothing that can be understood. */
    public Optional<Drawn> decode(AVPacket packet) {
        if (avcodec_decode_subtitle2(context, subtitle, got, packet) < 0 || got[0] == 0) {
            return Optional.empty();
        }
        try {
            return drawn();
        } finally {
            avsubtitle_free(subtitle);
        }
    }

    private Optional<Drawn> drawn() {
        int width = context.width() > 0 ? context.width() : CANVAS_WIDTH;
        int height = context.height() > 0 ? context.height() : CANVAS_HEIGHT;
        List<Bitmap> bitmaps = new ArrayList<>();
        long pixels = 0;
        for (int i = 0; i < subtitle.num_rects(); i++) {
            AVSubtitleRect rect = subtitle.rects(i);
            if (hasPixels(rect)) {
                pixels += (long) rect.w() * rect.h();
                if (pixels > MOST_PIXELS || bitmaps.size() == MOST_BITMAPS || width > LARGEST || height > LARGEST) {
                    return Optional.empty();
                }
                bitmaps.add(bitmap(rect));
            }
        }
        long from = Integer.toUnsignedLong(subtitle.start_display_time());
        long to = Integer.toUnsignedLong(subtitle.end_display_time());
        boolean ends = to > from && subtitle.end_display_time() != -1;
        return Optional.of(new Drawn(width, height, from / 1000.0, ends ? (to - from) / 1000.0 : 0, bitmaps));
    }

    private static boolean hasPixels(AVSubtitleRect rect) {
        return rect.w() > 0
                && rect.h() > 0
                && rect.data(0) != null
                && !rect.data(0).isNull()
                && rect.data(1) != null
                && !rect.data(1).isNull();
    }

    private static Bitmap bitmap(AVSubtitleRect rect) {
        byte[] pixels = new byte[rect.w() * rect.h()];
        BytePointer rows = rect.data(0);
        for (int y = 0; y < rect.h(); y++) {
            rows.position((long) y * rect.linesize(0)).get(pixels, y * rect.w(), rect.w());
        }
        int[] colours = new int[COLOURS];
        new IntPointer(rect.data(1)).get(colours, 0, Math.clamp(rect.nb_colors(), 0, COLOURS));
        return new Bitmap(rect.x(), rect.y(), rect.w(), rect.h(), pixels, colours);
    }

    @Override
    public void close() {
        avcodec_free_context(context);
        subtitle.close();
    }
}
