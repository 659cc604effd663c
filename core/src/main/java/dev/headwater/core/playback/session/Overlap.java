package dev.headwater.core.playback.session;

import dev.headwater.core.account.ClientIdentity;
import java.time.Instant;

/**
 * The time in which a full line holds one connection more, because one of its devices has begun something new: an app that
 * zaps opens the next channel before the last one has gone silent.
 *
 * @param device whose sessions are watched
 * @param successor the session that was let in
 * @param began sessions of the device that have not written since are silent
 * @param until when it is decided who goes
 */
record Overlap(ClientIdentity device, String successor, Instant began, Instant until) {
    Overlap withSuccessor(String newSuccessor) {
        return new Overlap(device, newSuccessor, began, until);
    }
}
