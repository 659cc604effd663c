package dev.headwater.ingest.pipeline.source;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.fetch.HlsSubtitles;
import dev.headwater.ingest.fetch.SubtitleReader;
import dev.headwater.ingest.pipeline.av.Av;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.jspecify.annotations.Nullable;

/** A connection to a source, and how FFmpeg is to read from it. */
public interface LiveSource extends AutoCloseable {
    /** @throws IOException where it can not be had, with the reason; so does a {@link PipelineException} */
    static LiveSource open(Source source, HttpLimits limits) throws IOException {
        return switch (source.kind()) {
            case HTTP -> StreamSource.http(source, limits);
            case UDP, RTP -> StreamSource.udp(source, limits);
            case SRT -> SrtConnection.open(source, limits);
            case RTMP ->
                source.rtmp().listens() ? StreamSource.rtmp(source, limits) : RelayedSource.rtmp(source, limits);
            case RTSP -> RelayedSource.rtsp(source, limits);
            case TESTCARD, FILE, PLAYLIST, CAPTURE, UPLOAD, SEALED ->
                throw new IllegalArgumentException("not from the network");
        };
    }

    /** FFmpeg's name of what it brings. */
    String format();

    /** For FFmpeg: a name, or what it opens itself. */
    String url();

    Map<String, String> options();

    /** What FFmpeg may open by itself, separated by commas. */
    String protocols();

    /** Has it read from here. */
    void guard(AVFormatContext context);

    /** Whether it comes in bursts. */
    default boolean isPlaylist() {
        return false;
    }

    /** Whether FFmpeg itself waits for what comes, and is to be limited. */
    default boolean isReadByFfmpeg() {
        return false;
    }

    /** Subtitles it names, to be read beside what FFmpeg reads. */
    default List<HlsSubtitles> subtitles() {
        return List.of();
    }

    /** Has these read from here on. */
    default SubtitleReader reading(HlsSubtitles one) {
        throw new IllegalArgumentException("it names none");
    }

    /** Why something could not be had last; null: it could. */
    @Nullable
    String failure();

    /**
     * What it means to an operator that FFmpeg could not open the source.
     *
     * @param error its code
     * @param said its last words; empty: none
     */
    default String explained(int error, String said) {
        return "the source can not be opened: " + (said.isEmpty() ? Av.reason(error) : said);
    }

    /** Has who reads fail soon; from any thread. */
    void cancel();

    @Override
    void close();
}
