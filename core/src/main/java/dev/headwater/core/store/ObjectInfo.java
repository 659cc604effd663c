package dev.headwater.core.store;

import java.time.Instant;

/** An object in a listing. */
public record ObjectInfo(String key, long length, Instant lastModified) {}
