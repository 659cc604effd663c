package dev.headwater.core.vod;

import dev.headwater.core.hls.SegmentKeys;
import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.media.Ladder;
import dev.headwater.core.media.Source;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a service is asked to make of one title: every rung as HLS, and of one in the clear the best as a progressive MP4, and
 * pictures of it.
 * Where all of that goes follows from the order, so that whoever reads it later finds it again.
 *
 * @param fence under which the title was taken for this order
 * @param random 64 bits that nobody can guess: they are in every name
 * @param ladder the most it is encoded to
 * @param key id of the key its segments are encrypted with; null: they are in the clear
 */
public record TranscodeOrder(
        int content,
        long fence,
        long random,
        Source source,
        Ladder ladder,
        @Nullable String key) {
    /** The folder of pictures, which no rendition is called after. */
    private static final String PICTURES = "pictures";

    /** The same for the same order, and for no other: a service that is asked twice by it does the work once. */
    public String token() {
        return "headwater-" + content + "-" + fence + "-" + HexFormat.of().toHexDigits(random);
    }

    /** {@code vod-{fence}-{16 hex}}: what every name begins with. */
    public String name() {
        return SegmentKeys.vodName(fence, random);
    }

    /** The one initialization vector of all its segments, as {@link SegmentName#ivText} has it. */
    public String initializationVector() {
        return new SegmentName(SegmentName.VOD, fence, 0, random, true).ivText();
    }

    /** What the keys of a rendition begin with; {@code .m3u8} behind it is its multivariant playlist. */
    public String rendition(String rung) {
        return SegmentKeys.vodFolder(content, rung) + name();
    }

    /** What the keys of a rendition's media playlist and segments begin with: {@code .m3u8}, {@code _00001.ts}… */
    public String segments(String rung) {
        return rendition(rung) + SegmentName.COUNTED;
    }

    /** The key of the MP4 without its {@code .mp4}. */
    public String file() {
        return SegmentKeys.file(content, name());
    }

    /** What the keys of pictures begin with; {@code .0000000.jpg} behind it is the first. */
    public String pictures() {
        return SegmentKeys.vodFolder(content, PICTURES) + name();
    }
}
