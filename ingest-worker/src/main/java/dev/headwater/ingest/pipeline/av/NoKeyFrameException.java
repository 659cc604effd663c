package dev.headwater.ingest.pipeline.av;

/** Nothing can be cut, since no key frame came in time: the source can be encoded, and not copied. */
public final class NoKeyFrameException extends PipelineException {
    private static final long serialVersionUID = 1;

    public NoKeyFrameException(long seconds) {
        super("the source has had no key frame for " + seconds
                + " seconds: it can not be copied, only encoded anew (give the channel a ladder)");
    }
}
