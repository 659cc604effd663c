package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_DVB_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avcodec.SUBTITLE_BITMAP;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_encode_subtitle;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.headwater.ingest.pipeline.av.Av;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVSubtitle;
import org.bytedeco.ffmpeg.avcodec.AVSubtitleRect;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerPointer;

/**
 * A recording with DVB subtitles: a bitmap is shown from the first to the third second of every four, and so long a white mark
 * stands in the picture itself, so that whoever looks at a picture knows whether there should be a bitmap.
 */
final class DvbClip {
    static final int WIDTH = 640;
    static final int HEIGHT = 360;

    /** Of the mark, from the upper left. */
    static final int MARK = 64;

    /** Where the bitmap is. */
    static final int LEFT = 200;

    static final int TOP = 280;
    static final int BITMAP_WIDTH = 240;
    static final int BITMAP_HEIGHT = 40;

    private static final int PERIOD = 4;
    private static final int BUFFER = 1 << 20;
    private static final int YELLOW = 0xffffff00;

    private DvbClip() {}

    /** Dark grey, with a tone, and no subtitles. */
    static Path plain(Path target, int seconds) throws IOException, InterruptedException {
        return pictures(target, seconds, "");
    }

    private static Path pictures(Path target, int seconds, String more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Loader.load(org.bytedeco.ffmpeg.ffmpeg.class)));
        command.addAll(List.of("-nostdin", "-v", "error", "-f", "lavfi"));
        command.addAll(List.of("-i", "color=c=0x303030:s=" + WIDTH + "x" + HEIGHT + ":r=25" + more));
        command.addAll(List.of("-f", "lavfi", "-i", "sine=sample_rate=48000:frequency=400"));
        command.addAll(List.of("-t", "" + seconds, "-c:v", "libopenh264", "-b:v", "400k", "-g", "50"));
        command.addAll(List.of("-c:a", "aac", "-y", target.toString()));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("ffmpeg: " + command);
        }
        return target;
    }

    /** @param language as FFmpeg is told it */
    static Path make(Path target, int seconds, String language) throws IOException, InterruptedException {
        Path pictures = pictures(
                target.resolveSibling(target.getFileName() + ".pictures.ts"),
                seconds,
                ",drawbox=w=" + MARK + ":h=" + MARK + ":color=white:t=fill:enable='between(mod(t\\," + PERIOD
                        + ")\\,0.99\\,2.97)'");
        AVFormatContext in = new AVFormatContext(null);
        Av.check(avformat_open_input(in, pictures.toString(), null, (AVDictionary) null), "open");
        Av.check(avformat_find_stream_info(in, (AVDictionary) null), "understand");
        AVFormatContext out = new AVFormatContext(null);
        Av.check(avformat_alloc_output_context2(out, null, "mpegts", target.toString()), "begin");
        for (int i = 0; i < in.nb_streams(); i++) {
            AVStream stream = avformat_new_stream(out, null);
            avcodec_parameters_copy(stream.codecpar(), in.streams(i).codecpar());
            stream.codecpar().codec_tag(0);
        }
        AVStream subtitles = avformat_new_stream(out, null);
        subtitles.codecpar().codec_type(AVMEDIA_TYPE_SUBTITLE).codec_id(AV_CODEC_ID_DVB_SUBTITLE);
        AVDictionary tags = new AVDictionary(null);
        av_dict_set(tags, "language", language, 0);
        subtitles.metadata(tags);
        AVIOContext file = new AVIOContext(null);
        Av.check(avio_open(file, target.toString(), AVIO_FLAG_WRITE), "create");
        out.pb(file);
        Av.check(avformat_write_header(out, (AVDictionary) null), "begin");
        mux(in, out, subtitles);
        Av.check(av_write_trailer(out), "finish");
        avio_closep(file);
        avformat_free_context(out);
        avformat_close_input(in);
        Files.delete(pictures);
        return target;
    }

    private static void mux(AVFormatContext in, AVFormatContext out, AVStream subtitles) {
        AVPacket packet = av_packet_alloc();
        long first = Long.MIN_VALUE;
        int said = 0;
        try (Drawer drawer = new Drawer()) {
            while (av_read_frame(in, packet) >= 0) {
                int index = packet.stream_index();
                if (in.streams(index).codecpar().codec_type() == AVMEDIA_TYPE_VIDEO) {
                    first = first == Long.MIN_VALUE ? packet.pts() : first;
                    while ((2L * said + 1) * Av.TICKS_PER_SECOND <= packet.pts() - first) {
                        write(
                                out,
                                subtitles,
                                drawer.packet(said % 2 == 0),
                                first + (2L * said + 1) * Av.TICKS_PER_SECOND);
                        said++;
                    }
                }
                av_packet_rescale_ts(
                        packet,
                        in.streams(index).time_base(),
                        out.streams(index).time_base());
                Av.check(av_interleaved_write_frame(out, packet), "write");
            }
        } finally {
            av_packet_free(packet);
        }
    }

    private static void write(AVFormatContext out, AVStream subtitles, byte[] bytes, long at) {
        AVPacket packet = av_packet_alloc();
        Av.check(av_new_packet(packet, bytes.length), "no memory");
        packet.data().put(bytes, 0, bytes.length);
        packet.pts(at).dts(at).stream_index(subtitles.index());
        Av.check(av_interleaved_write_frame(out, packet), "write");
        av_packet_free(packet);
    }

    /** Encodes the bitmap, and that there is none. */
    private static final class Drawer implements AutoCloseable {
        private final AVCodecContext context;

        Drawer() {
            AVCodec codec = avcodec_find_encoder(AV_CODEC_ID_DVB_SUBTITLE);
            context = avcodec_alloc_context3(codec);
            context.width(WIDTH).height(HEIGHT);
            context.time_base(new AVRational().num(1).den(Av.TICKS_PER_SECOND));
            Av.check(avcodec_open2(context, codec, (AVDictionary) null), "no DVB subtitles");
        }

        byte[] packet(boolean shown) {
            byte[] pixels = new byte[BITMAP_WIDTH * BITMAP_HEIGHT];
            Arrays.fill(pixels, (byte) 1);
            AVSubtitle subtitle = new AVSubtitle();
            try (BytePointer drawn = new BytePointer(pixels);
                    BytePointer colours = new BytePointer(4L * Integer.BYTES);
                    BytePointer buffer = new BytePointer(BUFFER);
                    AVSubtitleRect rect = new AVSubtitleRect();
                    PointerPointer<AVSubtitleRect> rects = new PointerPointer<>(1)) {
                new IntPointer(colours).put(0, YELLOW, YELLOW, YELLOW);
                rect.x(LEFT)
                        .y(TOP)
                        .w(BITMAP_WIDTH)
                        .h(BITMAP_HEIGHT)
                        .nb_colors(4)
                        .type(SUBTITLE_BITMAP);
                rect.data(0, drawn).data(1, colours).linesize(0, BITMAP_WIDTH);
                rects.put(0, rect);
                subtitle.num_rects(shown ? 1 : 0).end_display_time(10_000);
                subtitle.rects(rects);
                int size = Av.check(avcodec_encode_subtitle(context, buffer, BUFFER, subtitle), "encode");
                byte[] bytes = new byte[size];
                buffer.get(bytes);
                return bytes;
            }
        }

        @Override
        public void close() {
            avcodec_free_context(context);
        }
    }
}
