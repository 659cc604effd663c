package dev.headwater.ingest.pipeline;

/** The source can not be read or made into segments; the message is for an operator and names no credentials. */
final class PipelineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String text;

    PipelineException(String text) {
        super(text);
        this.text = text;
    }

    String text() {
        return text;
    }
}
