package dev.headwater.ingest.pipeline.source;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.pipeline.av.PipelineException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens what a source names. */
public final class Inputs {
    private Inputs() {}

    /**
     * Waits until it is known what the source holds.
     *
     * @param lengths what was found out of files before, and what of each source is read
     * @throws NoPictureException where it has something to hear alone, and that is not what is asked for
     * @throws IOException where it can not be had, with the reason; so does a {@link PipelineException}
     */
    public static MediaInput open(Source source, Devices devices, HttpLimits limits, FileLengths lengths)
            throws IOException {
        Wanted wanted = lengths.wanted();
        return switch (source.kind()) {
            case FILE -> new LoopedFile(source.rest(), wanted);
            case HTTP, UDP, RTP, SRT, RTMP, RTSP -> LiveInput.open(source, limits, wanted);
            case PLAYLIST -> PlaylistInput.open(Path.of(source.rest()), lengths, InstantSource.system());
            case CAPTURE -> CaptureInput.open(source.capture(), devices, limits);
            case SEALED ->
                throw new PipelineException("the source is sealed under a key that is not here: name it anew");
            case TESTCARD, UPLOAD -> throw new IllegalArgumentException("a " + source.kind() + " is no input");
        };
    }
}
