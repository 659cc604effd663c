package dev.headwater.core.playback;

import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.Line;

/** Who wants to see something, and may. */
record Asker(Line line, ClientIdentity client) {}
