package dev.headwater.api.admin.catalog;

import dev.headwater.api.admin.OperationException;
import dev.headwater.core.media.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a channel's source for some seconds, where channels are made. */
@FunctionalInterface
public interface SourceLook {
    /** For where no channels are made. */
    SourceLook NONE = _ -> {
        throw new OperationException("no channels are made here: nothing can be read from a source");
    };

    /**
     * What a source is. Takes seconds.
     *
     * @throws OperationException where it can not be read, with the reason
     */
    Report look(Source source);

    /**
     * What was found.
     *
     * @param source without credentials
     * @param video codec as FFmpeg calls it
     * @param width in pixels
     * @param height in pixels
     * @param frameRate pictures a second; null: unknown
     * @param audio every audio stream
     * @param subtitles every stream of subtitles
     * @param bitRate of everything together, in bit/s; of a live source as measured; null: unknown
     * @param seconds how long a file plays; null: it is no file, or does not say
     * @param copied whether it can be put on air as it is, without a ladder
     * @param notCopied why not; null: it can
     */
    record Report(
            String source,
            String video,
            int width,
            int height,
            @Nullable Double frameRate,
            List<Audio> audio,
            List<Subtitles> subtitles,
            @Nullable Long bitRate,
            @Nullable Long seconds,
            boolean copied,
            @Nullable String notCopied) {}

    /**
     * An audio stream.
     *
     * @param codec as FFmpeg calls it
     * @param language as the stream says; null: it does not
     * @param sampleRate in Hz
     */
    record Audio(String codec, @Nullable String language, int channels, int sampleRate) {}

    /**
     * A stream of subtitles.
     *
     * @param codec as FFmpeg calls it
     * @param language as the stream says; null: it does not
     * @param use text: they are offered to viewers; bitmap: they are, where that is asked for, drawn into a picture that is
     *     encoded; none: they are not read
     */
    record Subtitles(String codec, @Nullable String language, String use) {}
}
