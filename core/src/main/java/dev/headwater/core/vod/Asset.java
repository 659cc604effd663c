package dev.headwater.core.vod;

import dev.headwater.core.media.Rendition;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one film or episode is packaged to.
 *
 * @param content its stream id
 * @param error why it failed, in an operator's words; null: it did not
 * @param percent how much of it is made, 0 to 100
 * @param packaged what plays; null until it is ready
 * @param fence counts those who took it to make it, and is in the names of all its objects; 0: nobody has
 */
public record Asset(
        int content,
        State state,
        @Nullable String error,
        int percent,
        @Nullable Packaged packaged,
        long fence,
        Instant updatedAt) {

    /** How far it is. */
    public enum State {
        /** Somebody wants to see it. */
        WANTED,
        /** A worker makes it. */
        PREPARING,
        READY,
        FAILED
    }

    /**
     * An HLS stream and, unless it is encrypted, a progressive file of the same.
     *
     * @param targetDuration seconds
     * @param renditions best first
     * @param playlist key of the media playlist in the object store: one text for every rendition, its URIs relative
     * @param file name of the progressive MP4 in {@code hls/{id}/file/vod/}; null: there is none, its segments are encrypted
     * @param fileBytes its length; 0 where there is none
     */
    public record Packaged(
            int targetDuration,
            List<Rendition> renditions,
            long durationMillis,
            String playlist,
            @Nullable String file,
            long fileBytes) {
        public Packaged {
            renditions = List.copyOf(renditions);
        }
    }

    public Asset {
        if ((state == State.READY) != (packaged != null)) {
            throw new IllegalArgumentException("an asset is ready when there is something that plays, and not before");
        }
    }

    /** One that somebody asked for just now. */
    public static Asset wanted(int content, Instant now) {
        return new Asset(content, State.WANTED, null, 0, null, 0, now);
    }

    /** The same, asked for once more. */
    public Asset wantedAgain(Instant now) {
        return new Asset(content, State.WANTED, null, 0, null, fence, now);
    }

    /** The same, from now on in the hands of whoever has this fence. */
    public Asset taken(long newFence, Instant now) {
        return new Asset(content, State.PREPARING, null, 0, null, newFence, now);
    }

    public Asset preparing(int newPercent, Instant now) {
        return new Asset(content, State.PREPARING, null, newPercent, null, fence, now);
    }

    public Asset ready(Packaged made, Instant now) {
        return new Asset(content, State.READY, null, 100, made, fence, now);
    }

    public Asset failed(String why, Instant now) {
        return new Asset(content, State.FAILED, why, 0, null, fence, now);
    }

    /** Whether a worker still has to do with it. */
    public boolean unfinished() {
        return state == State.WANTED || state == State.PREPARING;
    }
}
