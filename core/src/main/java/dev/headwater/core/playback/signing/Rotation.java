package dev.headwater.core.playback.signing;

/** What became of rotating the keys. */
public sealed interface Rotation {
    /** Another key signs from now on. */
    record Done() implements Rotation {}

    /** Nothing changed; why, in a sentence. */
    record Refused(String reason) implements Rotation {}
}
