package dev.headwater.core.playback;

import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.SlateReason;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.playback.session.Hold;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One kind of content as its players see it. Methods may block. */
sealed interface Show permits LiveShow, Films, PastShow {
    /**
     * What its multivariant playlist lists.
     *
     * @param asker who wants to see it and may; null: somebody only wants to know of it
     */
    Opening open(int id, @Nullable Asker asker);

    /** Its media playlist, for the same. */
    Listing list(int id, @Nullable Asker asker);

    /** How a player holds its connection between two looks at the playlist. */
    Hold hold(int id);

    /** What was last listed, where a player that looks again wants to find it; empty: it never looks again. */
    Optional<LiveWindow> last(int id);

    /** What a player can choose from, or why it can not. */
    sealed interface Opening {}

    /** What a player plays, or why it does not. */
    sealed interface Listing {}

    /** Renditions, best first. */
    record Opened(List<Rendition> renditions, Hold hold) implements Opening {}

    /**
     * A media playlist, the same for every viewer.
     *
     * @param mediaPlaylist by rendition
     */
    record Listed(List<Rendition> renditions, Hold hold, Function<String, String> mediaPlaylist) implements Listing {
        /** The same for each of the renditions. */
        Listed(List<Rendition> renditions, Hold hold, String mediaPlaylist) {
            this(renditions, hold, rendition -> mediaPlaylist);
        }
    }

    /** Nothing is kept of the piece of the past that was asked for. */
    record Nothing() implements Opening, Listing {}

    /** A slate says why. */
    record Instead(SlateReason reason) implements Opening, Listing {}
}
