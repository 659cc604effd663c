package dev.headwater.ingest.pipeline.av;

/** A source has something to hear and nothing to see. */
public final class NoPictureException extends PipelineException {
    private static final long serialVersionUID = 1;

    public NoPictureException(String text) {
        super(text);
    }
}
