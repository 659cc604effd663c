package dev.headwater.core.store;

import java.util.Optional;

/** The side of an {@link ObjectStore} that only reads: all that an edge needs. */
public interface ObjectReader {
    /**
     * Opens an object for reading. Blocks until the store has answered; may be called from any thread.
     *
     * @return empty where there is none
     * @throws RangeNotSatisfiableException where the range begins at or after the object's end
     * @throws StoreException where the store is at fault
     */
    Optional<Blob> get(String key, ByteRange range);
}
