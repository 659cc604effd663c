package dev.headwater.core.hls;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a channel is doing. */
public enum ChannelState {
    OFF,
    STARTING,
    ON_AIR,
    ON_BACKUP,
    SLATE,
    FAILED;

    /** All that {@link #label} says. */
    public static final List<String> LABELS =
            Arrays.stream(values()).map(ChannelState::label).toList();

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Whether something new is listed all the time. */
    public boolean isShowing() {
        return this == ON_AIR || this == ON_BACKUP || this == SLATE;
    }

    /** As operators read it: {@code on_air}. */
    public String label() {
        return label;
    }
}
