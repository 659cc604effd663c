package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_DISCARD_CORRUPT;
import static org.bytedeco.ffmpeg.avformat.AVFormatContext.AVFMT_FLAG_GENPTS;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.fetch.HlsSubtitles;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.AvLog;
import dev.headwater.ingest.pipeline.av.Interrupt;
import dev.headwater.ingest.pipeline.av.NoPictureException;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** What comes from the network, taken apart by FFmpeg: one video stream, and the audio that goes with it. */
public final class LiveFormat implements AutoCloseable {
    /**
     * Only that much is read where nothing is found: one who joins behind a key frame has to wait for the next. FFmpeg
     * stops as soon as it knows every stream, and can not be asked twice.
     */
    private static final long PROBED = 20_000_000;

    private static final long ANALYZED = TimeUnit.SECONDS.toMicros(6);

    /** Enough to tell the frame rate; FFmpeg's own choice of 20 to 40 takes up to two seconds, live. */
    private static final int PICTURES = 6;

    private static final String FORMATS = "hls,mpegts,mov,aac,ac3,eac3,mp3,webvtt,flv,rtsp";

    private final LiveSource source;
    private final HttpLimits limits;
    private final Interrupt interrupt = new Interrupt();
    private final AVFormatContext context;
    private final LastPicture lastPicture = new LastPicture();
    private @Nullable Makes makes;
    private int video = -1;
    private @Nullable Streams streams;

    private LiveFormat(LiveSource source, HttpLimits limits) {
        this.source = source;
        this.limits = limits;
        this.context = avformat_alloc_context();
    }

    public static LiveFormat open(Source from, HttpLimits limits) throws IOException {
        return open(from, limits, Wanted.PICTURE);
    }

    public static LiveFormat open(Source from, HttpLimits limits, Wanted wanted) throws IOException {
        LiveFormat format = new LiveFormat(LiveSource.open(from, limits), limits);
        boolean opened = false;
        try {
            format.open(wanted);
            opened = true;
            return format;
        } finally {
            if (!opened) {
                format.close();
            }
        }
    }

    private void open(Wanted wanted) {
        AvLog.listen();
        source.guard(context);
        interrupt.guard(context);
        context.flags(context.flags() | AVFMT_FLAG_GENPTS | AVFMT_FLAG_DISCARD_CORRUPT);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "protocol_whitelist", source.protocols(), 0);
        av_dict_set(options, "format_whitelist", FORMATS, 0);
        source.options().forEach((name, value) -> av_dict_set(options, name, value, 0));
        context.probesize(PROBED);
        context.fps_probe_size(PICTURES);
        context.max_analyze_duration(ANALYZED);
        interrupt.allow(limits.connect().plus(limits.stall()).toNanos());
        AvLog.forget();
        int result = avformat_open_input(context, source.url(), av_find_input_format(source.format()), options);
        av_dict_free(options);
        if (result < 0) {
            String failure = source.failure();
            throw new PipelineException(failure == null ? source.explained(result, AvLog.last()) : failure);
        }
        Streams found = find(wanted);
        streams = found;
        if (video < 0) {
            String failure = source.failure();
            String what =
                    "the source holds no " + (wanted == Wanted.SOUND_ALONE ? "sound" : "video") + " that can be read";
            throw failure != null || found.mainStream() < 0
                    ? new PipelineException(failure == null ? what : failure)
                    : new NoPictureException(what);
        }
        Makes opened = new Makes(context, videoStream(), found);
        makes = opened;
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != video && found.place(i) == Streams.NONE && !opened.isAwaited(context.streams(i))) {
                context.streams(i).discard(AVDISCARD_ALL);
            }
        }
    }

    private Streams find(Wanted wanted) {
        boolean soundAlone = wanted == Wanted.SOUND_ALONE;
        interrupt.allow(2 * limits.stall().toNanos());
        // Whoever joins in the middle misses what was before: that is no news.
        int result = AvLog.telling(AV_LOG_FATAL, () -> avformat_find_stream_info(context, (AVDictionary) null));
        check(result, "the source can not be understood");
        int picture = soundAlone ? Streams.NONE : Streams.picture(context);
        Streams all = Streams.of(context, picture, wanted == Wanted.BITMAPS_TOO);
        video = soundAlone ? all.mainStream() : picture;
        return soundAlone ? Streams.none(context) : all;
    }

    private void check(int result, String what) {
        String failure = source.failure();
        if (result < 0 && failure != null) {
            throw new PipelineException(failure);
        }
        if (result < 0 && interrupt.isDue()) {
            throw new PipelineException(
                    interrupt.isCancelled() ? "nobody wants the source any more" : limits.nothingCame());
        }
        Av.check(result, what);
    }

    boolean isPlaylist() {
        return source.isPlaylist();
    }

    public AVStream videoStream() {
        return context.streams(video);
    }

    /** Null where it has none. */
    @Nullable
    public AVStream audioStream() {
        return streams().main();
    }

    /** What is heard and read beside the picture. */
    Streams streams() {
        return Objects.requireNonNull(streams);
    }

    /** Subtitles that a playlist names beside what FFmpeg reads. */
    public List<HlsSubtitles> subtitlesBeside() {
        return source.subtitles();
    }

    /** Texts that are read beside it, from here on. */
    BesideTexts textsBeside(AVRational time) {
        return new BesideTexts(source, streams().texts(), time);
    }

    /** Every stream, whether anything is made of it or not. */
    public List<AVStream> all() {
        return IntStream.range(0, context.nb_streams())
                .mapToObj(context::streams)
                .toList();
    }

    /** Has every stream read, not only those that are played. */
    public void readAll() {
        for (int i = 0; i < context.nb_streams(); i++) {
            context.streams(i).discard(AVDISCARD_DEFAULT);
        }
    }

    public boolean isVideo(AVPacket packet) {
        return packet.stream_index() == video;
    }

    boolean isAudio(AVPacket packet) {
        return streams().place(packet.stream_index()) == 0;
    }

    /** Fills a blank packet. */
    public void read(AVPacket packet) {
        do {
            readOne(packet);
        } while (isVideo(packet) && lastPicture.holdsBack(isOver(), packet));
    }

    /**
     * Whether nothing comes any more but what FFmpeg has taken already, and that a transport stream. What a playlist names
     * is not asked for its form, and a server that stumbled may do well again: then a picture less is shown at the end.
     */
    private boolean isOver() {
        if (source.isPlaylist()) {
            return source.failure() != null;
        }
        return context.pb() != null
                && context.pb().eof_reached() != 0
                && context.iformat().name().getString().equals("mpegts");
    }

    private void readOne(AVPacket packet) {
        if (source.isReadByFfmpeg()) {
            interrupt.allow(limits.stall().toNanos());
        } else {
            interrupt.allowAny();
        }
        int result = av_read_frame(context, packet);
        while (Av.wantsMore(result) && !interrupt.isDue()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            result = av_read_frame(context, packet);
        }
        if (Av.isEnd(result) && source.failure() == null) {
            throw new PipelineException("the source ended");
        }
        check(result, "the source can not be read");
        String change = makes == null ? null : makes.change(packet);
        if (change != null) {
            throw new PipelineException(change);
        }
    }

    /** Has a read that waits end soon, with a failure; from any thread. */
    void cancel() {
        interrupt.cancel();
        source.cancel();
    }

    @Override
    public void close() {
        if (!context.isNull()) {
            avformat_close_input(context);
        }
        source.close();
        lastPicture.close();
        interrupt.close();
    }
}
