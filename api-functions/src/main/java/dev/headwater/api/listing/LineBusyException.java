package dev.headwater.api.listing;

/** Something is being written for this line: what else it wants has to wait, so that one line takes one share of the time. */
public final class LineBusyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LineBusyException() {
        super("something else is being written for this line");
    }
}
