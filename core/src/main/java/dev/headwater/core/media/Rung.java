package dev.headwater.core.media;

/**
 * One rung of a ladder, as asked of an encoder.
 *
 * @param name of the rendition, {@code [a-z0-9]+}: the folder its segments lie in
 * @param width in pixels, even
 * @param height in pixels, even
 * @param videoBitrate in bit/s
 * @param audioBitrate in bit/s
 */
public record Rung(String name, int width, int height, int videoBitrate, int audioBitrate) {
    public Rung {
        if (!name.matches("[a-z0-9]{1,16}")) {
            throw new IllegalArgumentException("a rendition's name is 1 to 16 of [a-z0-9]");
        }
        if (width % 2 != 0 || height % 2 != 0 || width < 2 || height < 2) {
            throw new IllegalArgumentException("4:2:0 video has even sides");
        }
    }
}
