package dev.headwater.ingest.pipeline;

import dev.headwater.core.fetch.HttpLimits;
import dev.headwater.core.media.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens what a source names. */
final class Inputs {
    private Inputs() {}

    /**
     * Waits until it is known what the source holds.
     *
     * @throws IOException where it can not be had, with the reason; so does a {@link PipelineException}
     */
    static MediaInput open(Source source, HttpLimits limits) throws IOException {
        return switch (source.kind()) {
            case FILE -> new LoopedFile(source.rest());
            case HTTP, UDP, RTP, SRT, RTMP, RTSP -> LiveInput.open(source, limits);
            case PLAYLIST -> PlaylistInput.open(Path.of(source.rest()), InstantSource.system());
            case CAPTURE -> throw new PipelineException("sources of kind " + source.kind() + " are not read yet");
            case SEALED ->
                throw new PipelineException("the source is sealed under a key that is not here: name it anew");
            case TESTCARD, UPLOAD -> throw new IllegalArgumentException("a " + source.kind() + " is no input");
        };
    }
}
