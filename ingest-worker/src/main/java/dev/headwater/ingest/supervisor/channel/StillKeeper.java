package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.hls.Stills;
import dev.headwater.core.store.ObjectStore;
import dev.headwater.core.store.StoreException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stores a channel's stills, one at a time: what comes while the store hangs is left out. Waits for nothing. */
final class StillKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(StillKeeper.class);

    private final Stills stills;
    private final int channel;
    private final BooleanSupplier encrypted;
    private final AtomicBoolean storing = new AtomicBoolean();

    /**
     * Keeps stills of one channel.
     *
     * @param encrypted whether at this moment nothing of the channel is to lie about in the clear: then none is kept, nor what
     *     there was
     */
    StillKeeper(ObjectStore objects, int channel, BooleanSupplier encrypted) {
        this.stills = new Stills(objects);
        this.channel = channel;
        this.encrypted = encrypted;
    }

    void store(byte[] jpeg) {
        if (jpeg.length > 0 && storing.compareAndSet(false, true)) {
            Thread.ofPlatform().daemon().name("still-" + channel).start(() -> put(jpeg));
        }
    }

    private void put(byte[] jpeg) {
        try {
            if (encrypted.getAsBoolean()) {
                stills.delete(channel);
            } else {
                stills.put(channel, jpeg);
            }
        } catch (StoreException e) {
            LOG.debug("channel {}: a still could not be stored: {}", channel, e.getMessage());
        } finally {
            storing.set(false);
        }
    }
}
