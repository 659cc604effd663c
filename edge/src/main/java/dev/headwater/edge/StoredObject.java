package dev.headwater.edge;

import dev.headwater.core.store.Blob;
import dev.headwater.core.store.ObjectMeta;
import java.nio.ByteBuffer;

/** What is known of an object key. */
sealed interface StoredObject {
    /**
     * What an object is, beside its bytes.
     *
     * @param etag strong, with its quotes
     */
    record Entity(long length, String etag, ObjectMeta meta) {
        static Entity of(Blob blob) {
            return new Entity(blob.totalLength(), blob.etag(), blob.meta());
        }
    }

    /** The whole object. Readers take slices, and leave position and limit alone. */
    record InMemory(Entity entity, ByteBuffer bytes) implements StoredObject {}

    /** An object above the limit: its bytes have to come from the origin. */
    record TooLarge(Entity entity) implements StoredObject {}

    /** The origin has no such object. */
    record Absent() implements StoredObject {}

    /** The origin could not say. */
    record Failed() implements StoredObject {}
}
