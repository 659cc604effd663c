package dev.headwater.api.admin.jobs;

/** The work can not be done, with a sentence for the one who asked. */
public final class JobFailedException extends RuntimeException {
    public JobFailedException(String message) {
        super(message);
    }
}
