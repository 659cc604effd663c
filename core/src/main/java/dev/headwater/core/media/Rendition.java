package dev.headwater.core.media;

/**
 * One rendition as it is made: what a multivariant playlist says of it.
 *
 * @param name the folder its segments lie in
 * @param codecs RFC 6381, such as {@code avc1.4d401f,mp4a.40.2}
 * @param width in pixels; 0 where there is no video
 * @param height in pixels; 0 where there is no video
 * @param frameRate frames a second; 0 where unknown
 * @param bandwidth peak bit/s of a segment: declared until measured
 * @param averageBandwidth bit/s over the window: declared until measured
 */
public record Rendition(
        String name, String codecs, int width, int height, double frameRate, long bandwidth, long averageBandwidth) {

    public Rendition measured(long peak, long average) {
        return new Rendition(name, codecs, width, height, frameRate, peak, average);
    }
}
