package dev.headwater.core.backup;

/** The newest shape of each kind of item that this code reads. */
@FunctionalInterface
public interface KnownSchemas {
    /** @param kind a partition key up to and including its {@code #} */
    int newest(String kind);
}
