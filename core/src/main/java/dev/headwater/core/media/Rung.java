package dev.headwater.core.media;

/**
 * One rung of a ladder, as asked of an encoder.
 *
 * @param name of the rendition, 1 to 15 of {@code [a-z0-9]}: the folder its segments lie in, where they have their sound
 * @param width in pixels, even, at most {@value #MAX_SIDE}
 * @param height in pixels, even, at most {@value #MAX_SIDE}
 * @param videoBitrate in bit/s, at most {@value #MAX_VIDEO_BITRATE}
 * @param audioBitrate in bit/s
 */
public record Rung(String name, int width, int height, int videoBitrate, int audioBitrate) {
    /** What every H.264 encoder here takes. */
    public static final int MAX_SIDE = 3840;

    public static final int MAX_VIDEO_BITRATE = 50_000_000;

    private static final int MIN_VIDEO_BITRATE = 50_000;
    /** What AAC in stereo takes at 48 kHz. */
    private static final int MIN_AUDIO_BITRATE = 32_000;

    private static final int MAX_AUDIO_BITRATE = 512_000;

    public Rung {
        if (!name.matches("[a-z0-9]{1,15}")) { // one of pictures alone is called by one letter more, and has up to 16
            throw new IllegalArgumentException("a rung's name is 1 to 15 of [a-z0-9]");
        }
        if (Rendition.isOfPictures(name)) {
            throw new IllegalArgumentException("720pv and the like are pictures without their sound");
        }
        if (Rendition.isText(name)) {
            throw new IllegalArgumentException("only subtitles are called text");
        }
        if (name.matches("audio\\d")) {
            throw new IllegalArgumentException("audio1 and the like are languages beside the picture");
        }
        if (width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(
                    "a picture of " + width + "x" + height + " has an odd side: only even ones" + " can be encoded");
        }
        if (Math.min(width, height) < 2 || Math.max(width, height) > MAX_SIDE) {
            throw new IllegalArgumentException("the sides of a picture are 2 to " + MAX_SIDE + " pixels");
        }
        if (videoBitrate < MIN_VIDEO_BITRATE || videoBitrate > MAX_VIDEO_BITRATE) {
            throw new IllegalArgumentException("a picture takes 50k to 50M bit/s");
        }
        if (audioBitrate < MIN_AUDIO_BITRATE || audioBitrate > MAX_AUDIO_BITRATE) {
            throw new IllegalArgumentException("sound takes 32k to 512k bit/s");
        }
    }
}
