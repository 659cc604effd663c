package dev.headwater.api.admin;

import org.jspecify.annotations.Nullable;

/** A view of something that can be changed. */
public interface Tagged {
    /** What it was like when it was shown, for {@code If-Match}; null: it can not be told. */
    @Nullable
    String etag();
}
