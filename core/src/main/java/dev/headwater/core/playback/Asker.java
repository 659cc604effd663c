package dev.headwater.core.playback;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.Line;
import org.jspecify.annotations.Nullable;

/** Who wants to see something, and may. */
record Asker(Line line, ClientIdentity client) {
    /** Who something is made for; null: it is only looked at. */
    static @Nullable Asker of(Line line, Viewer viewer) {
        return viewer.takesConnection() ? new Asker(line, viewer.client()) : null;
    }
}
