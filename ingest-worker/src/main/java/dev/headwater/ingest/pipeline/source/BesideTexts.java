package dev.headwater.ingest.pipeline.source;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBVTT;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_SUBTITLE;

import dev.headwater.core.media.LanguageCodes;
import dev.headwater.core.media.Track;
import dev.headwater.ingest.fetch.HlsSubtitles;
import dev.headwater.ingest.fetch.SubtitleReader;
import dev.headwater.ingest.fetch.TimedText;
import dev.headwater.ingest.pipeline.av.Av;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Texts that a playlist names beside what FFmpeg reads, as packets like those of a stream's own. */
final class BesideTexts implements AutoCloseable {
    private record Waiting(int place, TimedText text) {}

    private final List<Beside> tracks = new ArrayList<>();
    private final List<SubtitleReader> readers = new ArrayList<>();
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private final int first;

    /**
     * Begins to read as many as there is room for.
     *
     * @param taken how many texts there are already
     * @param time in which packets count: 1/90,000 s; its owner's
     */
    BesideTexts(LiveSource source, int taken, AVRational time) {
        this.first = Streams.TEXTS + taken;
        source.subtitles().stream().limit(Streams.MAX_TEXTS - taken).forEach(one -> {
            AVCodecParameters codec = avcodec_parameters_alloc();
            codec.codec_type(AVMEDIA_TYPE_SUBTITLE).codec_id(AV_CODEC_ID_WEBVTT);
            tracks.add(new Beside(codec, time, track(one)));
            readers.add(source.reading(one));
        });
    }

    private static Track track(HlsSubtitles one) {
        return new Track(Track.Kind.SUBTITLES, LanguageCodes.tag(one.language()), one.name(), one.byDefault());
    }

    /** By place, behind the stream's own. */
    List<Beside> tracks() {
        return tracks;
    }

    /** A picture was read that is shown then, as the source counts. */
    void reached(long ticks) {
        for (int i = 0; i < readers.size(); i++) {
            for (TimedText text : readers.get(i).due(ticks)) {
                waiting.add(new Waiting(first + i, text));
            }
        }
    }

    /** Fills a blank packet, timed as the source counts; its stream is its place. False: there is none. */
    boolean take(AVPacket packet) {
        Waiting next = waiting.poll();
        if (next == null) {
            return false;
        }
        byte[] text = next.text().text().getBytes(StandardCharsets.UTF_8);
        Av.check(av_new_packet(packet, text.length), "no memory for a text");
        packet.data().put(text, 0, text.length);
        packet.pts(next.text().from())
                .dts(next.text().from())
                .duration(next.text().duration());
        packet.stream_index(next.place());
        return true;
    }

    @Override
    public void close() {
        readers.forEach(SubtitleReader::close);
        tracks.forEach(BesideTexts::free);
    }

    private static void free(Beside one) {
        AVCodecParameters codec = one.codec();
        avcodec_parameters_free(codec);
    }
}
