package dev.headwater.core.media;

import org.jspecify.annotations.Nullable;

/**
 * One rendition as it is made: what a multivariant playlist says of it.
 *
 * @param name the folder its segments lie in; that of subtitles, and no other, begins with {@value #TEXT}
 * @param codecs RFC 6381, such as {@code avc1.4d401f,mp4a.40.2}; empty of subtitles
 * @param width in pixels; 0 where there is no video
 * @param height in pixels; 0 where there is no video
 * @param frameRate frames a second; 0 where unknown
 * @param bandwidth peak bit/s of a segment: declared until measured
 * @param averageBandwidth bit/s over the window: declared until measured
 * @param track what a viewer can choose; null: there is nothing to choose
 */
public record Rendition(
        String name,
        String codecs,
        int width,
        int height,
        double frameRate,
        long bandwidth,
        long averageBandwidth,
        @Nullable Track track) {
    /** The main sound, where others can be chosen and it does not lie beside the pictures, in their segments. */
    public static final String MAIN_SOUND = "audio0";

    private static final String TEXT = "text";
    private static final String PICTURES = "v";

    public Rendition {
        if (track != null && isText(name) != (track.kind() == Track.Kind.SUBTITLES)) {
            throw new IllegalArgumentException("names of subtitles, and of nothing else, begin with " + TEXT);
        }
    }

    /** One that leaves nothing to choose. */
    public Rendition(
            String name,
            String codecs,
            int width,
            int height,
            double frameRate,
            long bandwidth,
            long averageBandwidth) {
        this(name, codecs, width, height, frameRate, bandwidth, averageBandwidth, null);
    }

    /** What the n-th subtitles are called, from 1. */
    public static String text(int n) {
        return TEXT + n;
    }

    /** Whether the rendition of that name is of subtitles: who answers for a segment knows nothing else of it. */
    public static boolean isText(String name) {
        return name.startsWith(TEXT);
    }

    /**
     * What pictures are called whose sound is {@link #MAIN_SOUND}: another name than with it in their segments, so that no
     * playlist loses its sound where the one becomes the other.
     *
     * @param name what they are called with their sound
     */
    public static String pictures(String name) {
        return name + PICTURES;
    }

    /** Whether the rendition of that name may be of pictures alone. */
    static boolean isOfPictures(String name) {
        return name.endsWith(PICTURES);
    }

    /** Whether it is played by itself, not beside another. */
    public boolean standsAlone() {
        return track == null || track.kind() == Track.Kind.VIDEO;
    }

    public Rendition measured(long peak, long average) {
        return new Rendition(name, codecs, width, height, frameRate, peak, average, track);
    }

    /** The same with something, or nothing, to choose. */
    public Rendition saying(@Nullable Track what) {
        return new Rendition(name, codecs, width, height, frameRate, bandwidth, averageBandwidth, what);
    }
}
