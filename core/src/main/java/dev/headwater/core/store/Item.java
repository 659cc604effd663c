package dev.headwater.core.store;

/**
 * An item as it is stored.
 *
 * @param version 1 for the first write of a key, one more for each write after it; a deleted key starts again at 1
 */
public record Item(Key key, Body body, long version) {}
