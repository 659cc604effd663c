package dev.headwater.core.fetch;

/** Makes words for people of what a server says when it does not give what it was asked for. */
@FunctionalInterface
public interface RefusalWords {
    /** Of no answer: its status says enough. */
    RefusalWords NONE = (type, body) -> "";

    /**
     * The words, without credentials.
     *
     * @param type of the answer, in small letters and without parameters; empty: it does not say
     * @param body all of it, of at most {@value HttpFetcher#MAX_REFUSAL} bytes
     * @return one line; empty: what was sent is no such thing
     */
    String of(String type, String body);
}
