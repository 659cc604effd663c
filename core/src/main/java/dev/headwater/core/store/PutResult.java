package dev.headwater.core.store;

import java.util.Optional;

/** What became of a conditional write. */
public sealed interface PutResult {
    /** The write is durable. */
    record Written(long version) implements PutResult {}

    /** The condition did not hold and nothing was written; {@code current} is what stands there, if anything. */
    record Conflict(Optional<Item> current) implements PutResult {}
}
