package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_DISCARD_CORRUPT;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_GENPTS;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_WARNING;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.jspecify.annotations.Nullable;

/** What comes from the network, taken apart by FFmpeg: one video stream, and the audio that goes with it. */
final class LiveFormat implements AutoCloseable {
    /**
     * Only that much is read where nothing is found: one who joins behind a key frame has to wait for the next. FFmpeg
     * stops as soon as it knows every stream, and can not be asked twice.
     */
    private static final long PROBED = 20_000_000;

    private static final long ANALYZED = TimeUnit.SECONDS.toMicros(6);

    /**
     * Playlists' URLs need not end in anything. Each connection serves one request. A playlist that brings nothing new
     * for five target durations has ended.
     */
    private static final Map<String, String> PLAYLIST = Map.of(
            "http_persistent", "0",
            "extension_picky", "0",
            "allowed_extensions", "ALL",
            "allowed_segment_extensions", "ALL",
            "seg_max_retry", "0",
            "max_reload", "10");

    private static final String FORMATS = "hls,mpegts,mov,aac,ac3,eac3,mp3,webvtt";

    private final LiveSource source;
    private final AVFormatContext context;
    private int video = -1;
    private int audio = -1;

    private LiveFormat(LiveSource source) {
        this.source = source;
        this.context = avformat_alloc_context();
    }

    static LiveFormat open(Source from, HttpLimits limits) throws IOException {
        LiveFormat format = new LiveFormat(LiveSource.open(from, limits));
        boolean opened = false;
        try {
            format.open();
            opened = true;
            return format;
        } finally {
            if (!opened) {
                format.close();
            }
        }
    }

    private void open() {
        source.guard(context);
        context.pb(source.io());
        context.flags(context.flags() | AVFMT_FLAG_GENPTS | AVFMT_FLAG_DISCARD_CORRUPT);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "protocol_whitelist", "none", 0);
        av_dict_set(options, "format_whitelist", FORMATS, 0);
        if (source.isPlaylist()) {
            PLAYLIST.forEach((name, value) -> av_dict_set(options, name, value, 0));
        }
        context.probesize(PROBED);
        context.max_analyze_duration(ANALYZED);
        int result = avformat_open_input(
                context, source.url(), av_find_input_format(source.isPlaylist() ? "hls" : "mpegts"), options);
        av_dict_free(options);
        check(result, "the source can not be opened");
        find();
        if (video < 0 || videoStream().codecpar().width() == 0) {
            String failure = source.failure();
            throw new PipelineException(failure == null ? "the source holds no video that can be read" : failure);
        }
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != video && i != audio) {
                context.streams(i).discard(AVDISCARD_ALL);
            }
        }
    }

    private void find() {
        av_log_set_level(AV_LOG_FATAL); // whoever joins in the middle misses what was before: that is no news
        int result = avformat_find_stream_info(context, (AVDictionary) null);
        av_log_set_level(AV_LOG_WARNING);
        check(result, "the source can not be understood");
        video = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0);
        audio = av_find_best_stream(context, AVMEDIA_TYPE_AUDIO, -1, video, (AVCodec) null, 0);
    }

    private void check(int result, String what) {
        String failure = source.failure();
        if (result < 0 && failure != null) {
            throw new PipelineException(failure);
        }
        Av.check(result, what);
    }

    boolean isPlaylist() {
        return source.isPlaylist();
    }

    AVStream videoStream() {
        return context.streams(video);
    }

    /** Null where it has none. */
    @Nullable
    AVStream audioStream() {
        return audio < 0 ? null : context.streams(audio);
    }

    boolean isVideo(AVPacket packet) {
        return packet.stream_index() == video;
    }

    boolean isAudio(AVPacket packet) {
        return packet.stream_index() == audio;
    }

    /** Fills a blank packet. */
    void read(AVPacket packet) {
        int result = av_read_frame(context, packet);
        while (Av.wantsMore(result)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            result = av_read_frame(context, packet);
        }
        if (Av.isEnd(result) && source.failure() == null) {
            throw new PipelineException("the source ended");
        }
        check(result, "the source can not be read");
    }

    @Override
    public void close() {
        if (!context.isNull()) {
            avformat_close_input(context);
        }
        source.close();
    }
}
