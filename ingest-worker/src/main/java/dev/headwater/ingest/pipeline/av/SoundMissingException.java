package dev.headwater.ingest.pipeline.av;

/** A sound that was told of has not come, and nothing can be written of it before its first packet. */
public final class SoundMissingException extends PipelineException {
    private static final long serialVersionUID = 1;

    private final String rendition;

    /** @param rendition it is in: with a picture, or by itself */
    public SoundMissingException(String rendition) {
        super("the source's sound does not come");
        this.rendition = rendition;
    }

    public String rendition() {
        return rendition;
    }
}
