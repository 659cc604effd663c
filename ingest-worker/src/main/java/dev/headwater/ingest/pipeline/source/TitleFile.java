package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avformat.AVFMT_TS_DISCONT;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_FATAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.headwater.core.media.Track;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.AvLog;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.av.Decoder;
import dev.headwater.ingest.pipeline.av.Interrupt;
import dev.headwater.ingest.pipeline.av.Orientation;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** A film's file opened for reading: its best video stream, and the audio that goes with it. Either may be missing. */
public final class TitleFile implements AutoCloseable {
    /** Files that hold what they show. One that only names others, a playlist above all, is never opened. */
    static final String FORMATS = "mov,matroska,webm,mpegts,mpeg,mpegvideo,avi,flv,asf,ogg,mxf,rm,wtv,nut,dv,"
            + "mp3,aac,ac3,eac3,dts,flac,wav,w64,aiff,caf,ape,wv,tta,amr";

    private static final long PROBED = 20_000_000;
    private static final long ANALYZED = TimeUnit.SECONDS.toMicros(20);

    private final String called;
    private final AVFormatContext context = avformat_alloc_context();
    private final Interrupt asked;
    private LongConsumer reading = position -> {};
    private final long bytes;
    private final int video;
    private final int audio;

    /** @param called what the file is to an operator */
    public TitleFile(Path path, String called) {
        this.called = called;
        if (!Files.exists(path)) {
            throw new PipelineException(called + " does not exist");
        }
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new PipelineException(called + " is no file that can be read");
        }
        context.probesize(PROBED);
        context.max_analyze_duration(ANALYZED);
        this.bytes = path.toFile().length();
        this.asked = new Interrupt(this::tell);
        asked.guard(context);
        open(path);
        try {
            this.video = find(AVMEDIA_TYPE_VIDEO, -1);
            this.audio = findSound();
            if (video < 0 && audio < 0) {
                throw new PipelineException(called + " holds no video and no audio that can be read");
            }
        } catch (PipelineException e) {
            close();
            throw e;
        }
    }

    /** Has somebody told the place in the file, in bytes, while it is read: also where all that is read is passed over. */
    public void tell(LongConsumer listener) {
        reading = listener;
    }

    /** How long it is, in bytes. */
    public long bytes() {
        return bytes;
    }

    /** FFmpeg asks before it reads a few more kilobytes whether it is to go on. */
    private void tell() {
        AVIOContext file = context.pb();
        if (file != null && !file.isNull()) {
            reading.accept(file.pos());
        }
    }

    /** Quietly: what is no media file has much to complain of. */
    private void open(Path path) {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "protocol_whitelist", "file", 0);
        av_dict_set(options, "format_whitelist", FORMATS, 0);
        boolean opened = AvLog.telling(AV_LOG_FATAL, () -> {
            if (avformat_open_input(context, "file:" + path, null, options) < 0) {
                return false;
            }
            if (avformat_find_stream_info(context, (AVDictionary) null) < 0) {
                avformat_close_input(context);
                return false;
            }
            return true;
        });
        av_dict_free(options);
        if (!opened) {
            asked.close();
            throw notMedia();
        }
    }

    private PipelineException notMedia() {
        return new PipelineException(called + " is no media file");
    }

    /** One of the picture's programme that can be decoded, where there is any. */
    private int findSound() {
        int best = find(AVMEDIA_TYPE_AUDIO, video);
        if (best < 0 || Decoder.isKnown(stream(best).codecpar())) {
            return best;
        }
        int main = streams().mainStream();
        return main >= 0 && Decoder.isKnown(stream(main).codecpar()) ? main : best;
    }

    /** A cover is no video; nor is a stream whose headers say nothing. */
    private int find(int type, int related) {
        int found = av_find_best_stream(context, type, -1, related, (AVCodec) null, 0);
        if (found < 0) {
            return -1;
        }
        AVStream stream = context.streams(found);
        boolean cover = (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) != 0;
        boolean blank = type == AVMEDIA_TYPE_VIDEO
                ? stream.codecpar().width() <= 0
                : stream.codecpar().sample_rate() <= 0;
        return cover || blank ? -1 : found;
    }

    String called() {
        return called;
    }

    public Frame.Probed facts() {
        long micros = Math.max(0, context.duration());
        AVStream picture = videoStream();
        AVStream sound = audioStream();
        int width = picture == null ? 0 : shownWidth(picture.codecpar());
        int height = picture == null ? 0 : picture.codecpar().height();
        boolean isSideways =
                picture != null && Orientation.of(picture.codecpar()).isSideways();
        return new Frame.Probed(
                TimeUnit.MICROSECONDS.toMillis(micros),
                picture == null ? "" : CodecNames.plain(picture.codecpar()),
                sound == null ? "" : CodecNames.plain(sound.codecpar()),
                isSideways ? height : width,
                isSideways ? width : height,
                picture == null ? 0 : Av.value(picture.avg_frame_rate()));
    }

    private static int shownWidth(AVCodecParameters parameters) {
        AVRational aspect = parameters.sample_aspect_ratio();
        double factor = aspect.num() > 0 && aspect.den() > 0 ? Av.value(aspect) : 1;
        return (int) Math.round(parameters.width() * factor);
    }

    /** Null where it has none. */
    @Nullable
    public AVStream videoStream() {
        return video < 0 ? null : context.streams(video);
    }

    /** Null where it has none. */
    @Nullable
    public AVStream audioStream() {
        return audio < 0 ? null : context.streams(audio);
    }

    /** What is heard beside the main sound, as it is offered, by its number in the file. */
    public List<Integer> otherSounds() {
        Streams streams = streams();
        return IntStream.range(0, streams.sounds())
                .mapToObj(place -> streams.at(place).index())
                .filter(index -> index != audio)
                .limit(audio < 0 ? 0 : Streams.MAX_SOUNDS - 1)
                .toList();
    }

    /** What a sound says of itself. */
    public Track track(AVStream sound) {
        int place = streams().place(sound.index());
        return place == Streams.NONE
                ? new Track(Track.Kind.AUDIO, null, null, false)
                : streams().track(place);
    }

    /** One of its streams by its number. */
    public AVStream stream(int index) {
        return context.streams(index);
    }

    /** Whether its time stamps may jump: a recording of a broadcast, or several in one. */
    public boolean mayJump() {
        return (context.iformat().flags() & AVFMT_TS_DISCONT) != 0;
    }

    /** Whether a place in it can be gone to: it is of a kind that has an index of its pictures. */
    public boolean hasIndex() {
        String name = Av.string(context.iformat().name());
        return name.startsWith("mov,") || name.startsWith("matroska,");
    }

    /** Reads on at a key frame before that moment of its own time; false: it can not. */
    public boolean seek(AVStream stream, double seconds) {
        // A second before: some files are gone to by the time of decoding, which may be earlier than that of showing.
        long ticks = (long) Math.floor((seconds - 1) / Av.value(stream.time_base()));
        return av_seek_frame(context, stream.index(), ticks, AVSEEK_FLAG_BACKWARD) >= 0;
    }

    /** When the key frame is shown at which it would read on for that moment; empty: it would at none. */
    public OptionalDouble keyBefore(AVStream stream, double seconds) {
        if (!seek(stream, seconds)) {
            return OptionalDouble.empty();
        }
        AVPacket packet = av_packet_alloc();
        try {
            boolean isKey = read(packet)
                    && packet.stream_index() == stream.index()
                    && (packet.flags() & AV_PKT_FLAG_KEY) != 0
                    && packet.pts() != AV_NOPTS_VALUE;
            return isKey ? OptionalDouble.of(packet.pts() * Av.value(stream.time_base())) : OptionalDouble.empty();
        } finally {
            av_packet_free(packet);
        }
    }

    /** Reads nothing but this stream from now on. */
    public void only(AVStream stream) {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != stream.index()) {
                context.streams(i).discard(AVDISCARD_ALL);
            }
        }
    }

    /** What is heard and read beside the picture. */
    public Streams streams() {
        return Streams.of(context, video);
    }

    /** Reads nothing but subtitles that are text from now on. */
    public void onlyTexts() {
        Streams streams = streams();
        for (int i = 0; i < context.nb_streams(); i++) {
            if (!Streams.isText(streams.place(i))) {
                context.streams(i).discard(AVDISCARD_ALL);
            }
        }
    }

    /**
     * Fills a blank packet; false: this is the end of the file, or of what there is of it.
     *
     * @throws PipelineException what it lies on can not be read any more: that is no end
     */
    public boolean read(AVPacket packet) {
        boolean read = av_read_frame(context, packet) >= 0;
        if (!read && context.pb().error() < 0 && !Av.isEnd(context.pb().error())) {
            throw new PipelineException(called + " can not be read any more");
        }
        return read;
    }

    @Override
    public void close() {
        avformat_close_input(context);
        asked.close();
    }
}
