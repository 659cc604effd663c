package dev.headwater.edge.origin;

/** An origin as an edge sees it: its objects and its keys. Start it once, close it once. */
public final class Origin implements AutoCloseable {
    private final OriginClient client;
    private final OriginObjects objects;
    private final OriginKeys keys;

    public Origin(OriginConfig config) {
        this.client = new OriginClient(config);
        this.objects = new OriginObjects(client, config);
        this.keys = new OriginKeys(client, config);
    }

    /** Begins to ask for keys; returns at once. */
    public void start() {
        keys.start();
    }

    public OriginObjects objects() {
        return objects;
    }

    public OriginKeys keys() {
        return keys;
    }

    @Override
    public void close() {
        keys.close();
        client.close();
    }
}
