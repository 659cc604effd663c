package dev.headwater.ingest.pipeline.title;

import static org.bytedeco.ffmpeg.global.avcodec.AV_INPUT_BUFFER_PADDING_SIZE;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_clone;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.ParameterSets;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * A progressive MP4 of packets that go elsewhere too: its index comes first, so that it plays while it is read. It is
 * begun at the first key frame, whose parameter sets belong into its head.
 */
final class Mp4Writer implements AutoCloseable {
    private static final String CAN_NOT = "the MP4 can not be written";

    private final AVFormatContext context = new AVFormatContext(null);
    private final AVIOContext io = new AVIOContext(null);
    private final ArrayDeque<AVPacket> early = new ArrayDeque<>();
    private @Nullable AVStream video;
    private final List<AVStream> sounds = new ArrayList<>();
    private @Nullable ParameterSets sets;
    private boolean begun;

    Mp4Writer(Path path) {
        String url = "file:" + path;
        Av.check(avformat_alloc_output_context2(context, null, "mp4", url), "no MP4 muxer");
        Av.check(avio_open(io, url, AVIO_FLAG_WRITE), CAN_NOT);
        context.pb(io);
    }

    /** H.264 as encoders give it, its parameter sets in the stream. */
    void addVideo(AVCodecParameters parameters) {
        video = add(parameters);
        sets = new ParameterSets(parameters);
    }

    /**
     * AAC whose head is known; the first is heard unless asked otherwise.
     *
     * @param language BCP 47; null: unknown
     * @return which sound it is, from 0
     */
    int addAudio(AVCodecParameters parameters, @Nullable String language) {
        AVStream stream = add(parameters);
        sounds.add(stream);
        if (language != null) {
            AVDictionary tags = new AVDictionary(null);
            av_dict_set(tags, "language", threeLetters(language), 0);
            stream.metadata(tags);
        }
        return sounds.size() - 1;
    }

    /** As MP4 has it, ISO 639-2. */
    private static String threeLetters(String language) {
        try {
            return Locale.forLanguageTag(language).getISO3Language();
        } catch (MissingResourceException e) {
            return "und";
        }
    }

    private AVStream add(AVCodecParameters parameters) {
        AVStream stream = avformat_new_stream(context, null);
        Av.check(avcodec_parameters_copy(stream.codecpar(), parameters), "no memory for a stream");
        stream.codecpar().codec_tag(0);
        return stream;
    }

    /** Leaves the packet as it is. */
    void video(AVPacket packet, AVRational timeBase) {
        if (video == null || sets == null) {
            throw new IllegalStateException("no video was announced");
        }
        AVPacket own = sets.without(packet);
        if (!begun) {
            head(video, ParameterSets.of(own));
            begin();
        }
        write(own, video, timeBase);
    }

    /** Leaves the packet as it is. */
    void audio(int which, AVPacket packet, AVRational timeBase) {
        AVStream audio = sounds.get(which);
        AVPacket own = av_packet_clone(packet);
        own.time_base().num(timeBase.num()).den(timeBase.den());
        own.stream_index(audio.index());
        if (begun) {
            write(own, audio, timeBase);
        } else if (video == null) {
            begin();
            write(own, audio, timeBase);
        } else {
            early.add(own);
        }
    }

    private static void head(AVStream stream, byte[] parameterSets) {
        BytePointer head = new BytePointer(av_mallocz(parameterSets.length + AV_INPUT_BUFFER_PADDING_SIZE));
        head.put(parameterSets, 0, parameterSets.length);
        stream.codecpar().extradata(head);
        stream.codecpar().extradata_size(parameterSets.length);
    }

    private void begin() {
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "movflags", "+faststart", 0);
        int result = avformat_write_header(context, options);
        av_dict_free(options);
        Av.check(result, CAN_NOT);
        begun = true;
        while (!early.isEmpty()) {
            AVPacket packet = early.remove();
            write(packet, context.streams(packet.stream_index()), packet.time_base());
        }
    }

    /** Frees the packet. */
    private void write(AVPacket own, AVStream stream, AVRational timeBase) {
        av_packet_rescale_ts(own, timeBase, stream.time_base());
        own.stream_index(stream.index());
        own.pos(-1);
        int result = av_interleaved_write_frame(context, own);
        av_packet_free(own);
        Av.check(result, CAN_NOT);
    }

    /** Writes the rest and brings the index to the front: the file is whole afterwards. */
    void finish() {
        if (!begun) {
            throw new PipelineException("there was nothing to make a file of");
        }
        Av.check(av_write_trailer(context), CAN_NOT);
        int result = avio_closep(io);
        context.pb(null);
        Av.check(result, CAN_NOT);
    }

    @Override
    public void close() {
        early.forEach(Mp4Writer::free);
        if (sets != null) {
            sets.close();
        }
        if (!io.isNull()) {
            avio_closep(io);
        }
        avformat_free_context(context);
    }

    private static void free(AVPacket packet) {
        av_packet_free(packet);
    }
}
