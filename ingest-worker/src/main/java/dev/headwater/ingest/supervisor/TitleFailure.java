package dev.headwater.ingest.supervisor;

/** A title can not be packaged; the message is for an operator. */
final class TitleFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final String text;

    TitleFailure(String text) {
        super(text);
        this.text = text;
    }

    String text() {
        return text;
    }
}
