package dev.headwater.core.hls;

import java.util.Locale;

/** How a channel is doing. */
public enum ChannelState {
    OFF,
    STARTING,
    ON_AIR,
    ON_BACKUP,
    SLATE,
    FAILED;

    /** Whether something new is listed all the time. */
    public boolean isShowing() {
        return this == ON_AIR || this == ON_BACKUP || this == SLATE;
    }

    /** As operators read it: {@code on_air}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
