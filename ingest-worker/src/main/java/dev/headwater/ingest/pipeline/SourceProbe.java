package dev.headwater.ingest.pipeline;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.fetch.FileList;
import dev.headwater.ingest.fetch.HlsSubtitles;
import dev.headwater.ingest.frames.Frame;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.BitmapDecoder;
import dev.headwater.ingest.pipeline.av.CodecNames;
import dev.headwater.ingest.pipeline.av.NoPictureException;
import dev.headwater.ingest.pipeline.av.PipelineException;
import dev.headwater.ingest.pipeline.av.TextDecoder;
import dev.headwater.ingest.pipeline.encode.Report;
import dev.headwater.ingest.pipeline.source.Devices;
import dev.headwater.ingest.pipeline.source.FileLengths;
import dev.headwater.ingest.pipeline.source.Inputs;
import dev.headwater.ingest.pipeline.source.LiveFormat;
import dev.headwater.ingest.pipeline.source.MediaFile;
import dev.headwater.ingest.pipeline.source.MediaInput;
import dev.headwater.ingest.pipeline.source.Wanted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Looks at a channel's source for some seconds, and says what it is. */
final class SourceProbe {
    /** How much of a live source is measured; of one that comes in bursts, how much it says itself to be. */
    private static final long MEASURED = TimeUnit.SECONDS.toNanos(2);

    /** What is measured from less than this is no bit rate. */
    private static final double SECONDS_ENOUGH = 0.5;

    private SourceProbe() {}

    static void run(Source source, Devices devices, Report report) throws IOException {
        report.probed(
                switch (source.kind()) {
                    case HTTP, UDP, RTP, SRT, RTMP, RTSP -> live(source);
                    case FILE -> file(source.rest());
                    case PLAYLIST ->
                        file(FileList.read(Path.of(source.rest())).getFirst().toString());
                    case TESTCARD ->
                        new Frame.Probed(0, "drawn", "tone", 0, 0, 0, List.of(), List.of(), 0, "it is drawn");
                    case CAPTURE -> capture(source, devices);
                    case UPLOAD, SEALED -> throw new PipelineException("that can not be looked at before it is read");
                });
    }

    private static Frame.Probed file(String path) {
        try {
            return file(path, Wanted.PICTURE);
        } catch (NoPictureException e) {
            return file(path, Wanted.SOUND_ALONE);
        }
    }

    private static Frame.Probed file(String path, Wanted wanted) {
        try (MediaFile file = new MediaFile(path, wanted)) {
            return facts(file.millis(), file.videoStream(), file.audioStream(), file.all(), List.of(), file.bitRate());
        }
    }

    private static Frame.Probed live(Source source) throws IOException {
        try {
            return live(source, Wanted.PICTURE);
        } catch (NoPictureException e) {
            return live(source, Wanted.SOUND_ALONE);
        }
    }

    private static Frame.Probed live(Source source, Wanted wanted) throws IOException {
        try (LiveFormat format = LiveFormat.open(source, HttpLimits.DEFAULT, wanted)) {
            long bitRate = measure(format);
            return facts(
                    0, format.videoStream(), format.audioStream(), format.all(), format.subtitlesBeside(), bitRate);
        }
    }

    /** What a card would be asked for, and says it gives; nothing of it is read. */
    private static Frame.Probed capture(Source source, Devices devices) throws IOException {
        try (MediaInput input = Inputs.open(source, devices, HttpLimits.DEFAULT, new FileLengths(Wanted.PICTURE))) {
            AVCodecParameters picture = input.video();
            List<Frame.AudioTrack> tracks = input.sounds().stream()
                    .map(sound -> track(sound.codec(), ""))
                    .toList();
            return new Frame.Probed(
                    0,
                    CodecNames.plain(picture),
                    tracks.isEmpty() ? "" : tracks.getFirst().codec(),
                    picture.width(),
                    picture.height(),
                    input.frameRate(),
                    tracks,
                    List.of(),
                    0,
                    notCopied(picture, null));
        }
    }

    /** Bit/s over the time that the pictures tell: what was read ahead comes faster than it plays. */
    private static long measure(LiveFormat format) {
        format.readAll();
        AVPacket packet = av_packet_alloc();
        try {
            double tick = Av.value(format.videoStream().time_base());
            long began = System.nanoTime();
            long bytes = 0;
            double first = Double.NaN;
            double last = Double.NaN;
            while (System.nanoTime() - began < MEASURED) {
                format.read(packet);
                bytes += packet.size();
                if (format.isVideo(packet) && packet.dts() != AV_NOPTS_VALUE) {
                    last = packet.dts() * tick;
                    bytes = Double.isNaN(first) ? 0 : bytes; // counted from one picture to another
                    first = Double.isNaN(first) ? last : first;
                }
                av_packet_unref(packet);
            }
            return last - first > SECONDS_ENOUGH ? Math.round(bytes * 8 / (last - first)) : 0;
        } finally {
            av_packet_free(packet);
        }
    }

    private static Frame.Probed facts(
            long millis,
            AVStream video,
            @Nullable AVStream audio,
            List<AVStream> all,
            List<HlsSubtitles> beside,
            long bitRate) {
        AVCodecParameters picture = video.codecpar();
        List<Frame.AudioTrack> sounds = of(all, AVMEDIA_TYPE_AUDIO)
                .map(stream -> track(stream.codecpar(), language(stream)))
                .toList();
        List<Frame.SubtitleTrack> subtitles = Stream.concat(
                        of(all, AVMEDIA_TYPE_SUBTITLE).map(SourceProbe::subtitles),
                        beside.stream()
                                .map(one -> new Frame.SubtitleTrack(
                                        "webvtt", one.language(), Frame.SubtitleTrack.Use.TEXT)))
                .toList();
        if (picture.codec_type() == AVMEDIA_TYPE_AUDIO) { // the sound that leads where there is no picture
            return new Frame.Probed(
                    millis, "", CodecNames.plain(picture), 0, 0, 0, sounds, subtitles, bitRate, notCopied(picture));
        }
        return new Frame.Probed(
                millis,
                CodecNames.plain(picture),
                audio == null ? "" : CodecNames.plain(audio.codecpar()),
                picture.width(),
                picture.height(),
                Av.value(video.avg_frame_rate()),
                sounds,
                subtitles,
                bitRate,
                notCopied(picture, audio));
    }

    private static Stream<AVStream> of(List<AVStream> all, int type) {
        return all.stream().filter(stream -> stream.codecpar().codec_type() == type);
    }

    private static Frame.SubtitleTrack subtitles(AVStream stream) {
        AVCodecParameters codec = stream.codecpar();
        Frame.SubtitleTrack.Use use = TextDecoder.takes(codec)
                ? Frame.SubtitleTrack.Use.TEXT
                : BitmapDecoder.takes(codec) ? Frame.SubtitleTrack.Use.BITMAP : Frame.SubtitleTrack.Use.NONE;
        return new Frame.SubtitleTrack(CodecNames.plain(codec), language(stream), use);
    }

    private static Frame.AudioTrack track(AVCodecParameters audio, String language) {
        return new Frame.AudioTrack(
                CodecNames.plain(audio), language, audio.ch_layout().nb_channels(), audio.sample_rate());
    }

    private static String language(AVStream stream) {
        AVDictionaryEntry entry = av_dict_get(stream.metadata(), "language", null, 0);
        return entry == null || entry.isNull() ? "" : entry.value().getString();
    }

    private static String notCopied(AVCodecParameters video, @Nullable AVStream audio) {
        BytePointer nothing = new BytePointer((Pointer) null);
        boolean named =
                CodecNames.isH264(video) || CodecNames.video(video, nothing, 0).isPresent();
        if (!named) {
            return "players do not take video in " + CodecNames.plain(video);
        }
        return audio == null ? "" : notCopied(audio.codecpar());
    }

    private static String notCopied(AVCodecParameters audio) {
        return CodecNames.audio(audio).isPresent() ? "" : "players do not take audio in " + CodecNames.plain(audio);
    }
}
