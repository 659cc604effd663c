package dev.headwater.ingest.supervisor.title;

/** A title can not be packaged; the message is for an operator. */
final class TitleFailure extends Exception {
    private static final long serialVersionUID = 1;

    private final String text;
    private final boolean passing;

    TitleFailure(String text) {
        this(text, false);
    }

    private TitleFailure(String text, boolean passing) {
        super(text);
        this.text = text;
        this.passing = passing;
    }

    /** A child was lost, which need not be the title's fault. */
    static TitleFailure ofChild(String text) {
        return new TitleFailure(text, true);
    }

    String text() {
        return text;
    }

    /** Whether the same may succeed if it is tried again at once. */
    boolean mayPass() {
        return passing;
    }
}
