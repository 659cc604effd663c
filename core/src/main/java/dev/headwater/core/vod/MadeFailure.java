package dev.headwater.core.vod;

/** What a service says it made is not there, or not as it has to be; the message is for an operator. */
final class MadeFailure extends Exception {
    private static final long serialVersionUID = 1;

    MadeFailure(String message) {
        super(message);
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
