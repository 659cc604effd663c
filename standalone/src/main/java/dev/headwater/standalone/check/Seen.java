package dev.headwater.standalone.check;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that was seen of a stream.
 *
 * @param independent whether the multivariant playlist says that all segments are
 * @param troubles playlists that could not be had or read, each with where
 * @param pauseSeconds between two refreshes
 * @param rounds how often playlists were asked for
 */
record Seen(boolean independent, List<Watched> playlists, List<String> troubles, double pauseSeconds, int rounds) {
    Seen {
        playlists = List.copyOf(playlists);
        troubles = List.copyOf(troubles);
    }

    boolean isLive() {
        return playlists.stream().anyMatch(Watched::isLive);
    }

    Stream<Watched> variants() {
        return playlists.stream().filter(watched -> watched.declared().kind() == Declared.Kind.VARIANT);
    }

    /** Whether a sound may be chosen beside a variant. */
    boolean isHeardWith(Watched variant, Watched sound) {
        return sound.declared().kind() == Declared.Kind.AUDIO
                && sound.declared().group().equals(variant.declared().group());
    }

    /** What is not subtitles. */
    Stream<Watched> media() {
        return playlists.stream().filter(watched -> watched.declared().kind() != Declared.Kind.SUBTITLES);
    }
}
