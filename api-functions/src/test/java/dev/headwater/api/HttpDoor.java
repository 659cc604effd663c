package dev.headwater.api;

/** A way into the controllers: what a client sends goes in as it is, and what it would get comes out. */
public interface HttpDoor extends AutoCloseable {
    Reply send(Ask ask);

    /** As {@link dev.headwater.api.listing.Publisher#look()} does: says that the catalogue may have changed. */
    void look();

    @Override
    void close();

    default Reply get(String target) {
        return send(Ask.get(target));
    }
}
