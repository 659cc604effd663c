package dev.headwater.core.vod.text;

/** A file is not as its format has it, or too large to be looked through; the message is for an operator. */
final class BrokenFile extends Exception {
    private static final long serialVersionUID = 1;

    BrokenFile(String message) {
        super(message);
    }
}
