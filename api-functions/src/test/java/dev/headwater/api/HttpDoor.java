package dev.headwater.api;

/** A way into the controllers: what a client sends goes in as it is, and what it would get comes out. */
public interface HttpDoor extends AutoCloseable {
    Reply send(Ask ask);

    /**
     * Whether an answer may go on for as long as it likes, and the body of a request be as large: else there are no streams,
     * no uploads, no events, and nobody to whom a page of metrics would be of use.
     */
    default boolean streams() {
        return true;
    }

    /** As {@link dev.headwater.api.listing.Publisher#look()} does: says that the catalogue may have changed. */
    void look();

    @Override
    void close();

    default Reply get(String target) {
        return send(Ask.get(target));
    }
}
