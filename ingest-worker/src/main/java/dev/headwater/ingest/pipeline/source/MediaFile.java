package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BYTE;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_seek_file;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.NoPictureException;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/** A file opened for reading: its best video stream, and the audio that goes with it. */
public final class MediaFile implements AutoCloseable {
    /** In ms: without an index the next key frame is found, and not the one before. */
    private static final long KEY_FRAME_BEFORE = 2000;

    private final String path;
    private final AVFormatContext context = new AVFormatContext(null);
    private final int video;
    private final Streams streams;

    public MediaFile(String path) {
        this(path, Wanted.PICTURE);
    }

    public MediaFile(String path, Wanted wanted) {
        this.path = path;
        boolean soundAlone = wanted == Wanted.SOUND_ALONE;
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "protocol_whitelist", "file", 0);
        av_dict_set(options, "format_whitelist", TitleFile.FORMATS, 0); // what came by an upload names no other file
        int result = avformat_open_input(context, "file:" + path, null, options);
        av_dict_free(options);
        Av.check(result, "the file " + path + " can not be opened");
        try {
            Av.check(
                    avformat_find_stream_info(context, (AVDictionary) null),
                    "the file " + path + " can not be understood");
            int picture = soundAlone ? Streams.NONE : Streams.picture(context);
            Streams all = Streams.of(context, picture, wanted == Wanted.BITMAPS_TOO);
            this.video = soundAlone ? all.mainStream() : picture;
            this.streams = soundAlone ? Streams.none(context) : all;
            if (video < 0) {
                String what =
                        "the file " + path + " holds no " + (soundAlone ? "sound" : "video") + " that can be read";
                throw all.mainStream() < 0 ? new PipelineException(what) : new NoPictureException(what);
            }
        } catch (PipelineException e) {
            avformat_close_input(context);
            throw e;
        }
    }

    String path() {
        return path;
    }

    public AVStream videoStream() {
        return context.streams(video);
    }

    /** Null where it has none. */
    @Nullable
    public AVStream audioStream() {
        return streams.main();
    }

    /** What is heard and read beside the picture. */
    Streams streams() {
        return streams;
    }

    /** Every stream, whether anything is made of it or not. */
    public List<AVStream> all() {
        return IntStream.range(0, context.nb_streams())
                .mapToObj(context::streams)
                .toList();
    }

    public boolean isVideo(AVPacket packet) {
        return packet.stream_index() == video;
    }

    public boolean isAudio(AVPacket packet) {
        return streams.place(packet.stream_index()) == 0;
    }

    /** Bit/s of the whole file; 0: unknown. */
    public long bitRate() {
        return context.bit_rate();
    }

    /** Fills a blank packet; false: this is the end of the file, or what can be read of it. */
    public boolean read(AVPacket packet) {
        return av_read_frame(context, packet) >= 0;
    }

    /** How long it says it is, in ms; 0: unknown. */
    public long millis() {
        return context.duration() <= 0 ? 0 : context.duration() / 1000;
    }

    /** To about a time from its beginning on; where there is no way to, it stays where it is. */
    void seek(long millis) {
        long start = context.start_time() == AV_NOPTS_VALUE ? 0 : context.start_time();
        long at = start + Math.max(0, isPlaceless() ? millis - KEY_FRAME_BEFORE : millis) * 1000;
        avformat_seek_file(context, -1, Long.MIN_VALUE, at, at, 0);
    }

    /** MPEG-TS has no index, but any place will do. */
    private boolean isPlaceless() {
        return (context.iformat().flags() & AVFMT_TS_DISCONT) != 0;
    }

    /** Back to the beginning; false: the file has to be opened anew for that. */
    boolean rewind() {
        int result = isPlaceless()
                ? av_seek_frame(context, -1, 0, AVSEEK_FLAG_BYTE)
                : avformat_seek_file(context, -1, Long.MIN_VALUE, 0, 0, 0);
        return result >= 0;
    }

    @Override
    public void close() {
        avformat_close_input(context);
    }
}
