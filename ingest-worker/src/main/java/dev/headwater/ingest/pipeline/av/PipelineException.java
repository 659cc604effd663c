package dev.headwater.ingest.pipeline.av;

/** The source can not be read or made into segments; the message is for an operator and names no credentials. */
public sealed class PipelineException extends RuntimeException
        permits NoKeyFrameException, NoPictureException, SoundMissingException {
    private static final long serialVersionUID = 1;

    private final String text;

    public PipelineException(String text) {
        super(text);
        this.text = text;
    }

    public String text() {
        return text;
    }
}
