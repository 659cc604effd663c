package dev.headwater.core.guide;

/** An import was not taken, and the guide is as it was: the message says why, in one line, for the operator. */
public final class GuideRefusedException extends Exception {
    private final boolean confirmable;

    GuideRefusedException(String why, boolean confirmable) {
        super(why);
        this.confirmable = confirmable;
    }

    /** Whether it is taken where the operator says so. */
    public boolean confirmable() {
        return confirmable;
    }
}
