package dev.headwater.ingest.pipeline.encode;

import dev.headwater.core.media.Rendition;
import dev.headwater.core.media.Track;

/** Renditions beside the picture, and how they are called: the folders their segments lie in. */
public final class Renditions {
    /** What subtitles take at the most, as declared until it was measured. */
    private static final long TEXT_BITS = 2_000;

    private Renditions() {}

    /** @param n in the order in which they are offered, from 1: the one before lies beside the picture, or is {@link Rendition#MAIN_SOUND} */
    public static String sound(int n) {
        return "audio" + n;
    }

    /** @param n in the order in which they are offered, from 0 */
    public static String text(int n) {
        return "text" + (n + 1);
    }

    public static Rendition sound(int n, String codec, long bits, Track track) {
        return new Rendition(sound(n), codec, 0, 0, 0, bits * 5 / 4, bits * 107 / 100, track);
    }

    public static Rendition text(int n, Track track) {
        return new Rendition(text(n), "", 0, 0, 0, TEXT_BITS, TEXT_BITS, track);
    }
}
