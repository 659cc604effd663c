package dev.headwater.core.playback;

import dev.headwater.core.hls.keys.ContentKey;

/** What a player gets. */
public sealed interface Answer {
    /** A playlist, as text. */
    record Playlist(String text) implements Answer {}

    /**
     * Where the segment is to be had at this moment.
     *
     * @param edge its name
     * @param location an absolute, signed URL
     */
    record Redirect(String edge, String location) implements Answer {}

    /** What segments are encrypted with. */
    record Key(ContentKey key) implements Answer {}

    /** Nothing, and why. */
    record Refused(Refusal reason) implements Answer {}
}
