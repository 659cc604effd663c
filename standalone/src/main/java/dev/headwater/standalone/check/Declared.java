package dev.headwater.standalone.check;

import java.net.URI;
import java.util.List;

/**
 * What a multivariant playlist says of one media playlist.
 *
 * @param name how findings call it
 * @param bandwidth bit/s; 0: not said
 * @param average bit/s; 0: not said
 * @param codecs empty: not said
 * @param width 0: not said
 * @param frameRate 0: not said
 * @param group of audio that belongs to a variant, or that a rendition is of; empty: none
 */
record Declared(
        String name,
        Kind kind,
        URI uri,
        long bandwidth,
        long average,
        List<String> codecs,
        int width,
        int height,
        double frameRate,
        String group) {
    /** What it is for. */
    enum Kind {
        VARIANT,
        AUDIO,
        SUBTITLES
    }

    Declared {
        codecs = List.copyOf(codecs);
    }

    /** A media playlist that nothing is said of. */
    static Declared alone(URI uri) {
        return new Declared("stream", Kind.VARIANT, uri, 0, 0, List.of(), 0, 0, 0, "");
    }
}
