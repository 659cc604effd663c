package dev.headwater.standalone.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A channel as commands show it. */
public record ChannelView(
        int id,
        String name,
        String category,
        List<String> sources,
        @Nullable String ladder,
        String state,
        @Nullable String error) {}
