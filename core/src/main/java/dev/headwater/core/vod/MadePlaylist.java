package dev.headwater.core.vod;

import dev.headwater.core.hls.SegmentName;
import dev.headwater.core.hls.VodSegment;
import dev.headwater.core.media.Rendition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The playlists a service writes beside its segments (RFC 8216), as far as a title needs to know. */
final class MadePlaylist {
    /** More than a day of them. */
    private static final int MAX_SEGMENTS = 50_000;

    /** No segment is longer than an hour. */
    private static final int MAX_MILLIS = 3_600_000;

    private static final Pattern DURATION = Pattern.compile("#EXTINF:(\\d{1,5}(?:\\.\\d{1,9})?),.*");
    private static final Pattern CODECS = Pattern.compile("[:,]CODECS=\"([A-Za-z0-9.,]{1,100})\"");
    private static final Pattern SIZE = Pattern.compile("[:,]RESOLUTION=(\\d{1,5})x(\\d{1,5})");
    private static final Pattern RATE = Pattern.compile("[:,]FRAME-RATE=(\\d{1,3}(?:\\.\\d{1,9})?)");
    private static final String KEY = "#EXT-X-KEY:";
    private static final Pattern SEALED =
            Pattern.compile("^" + KEY + "METHOD=AES-128,(?:.*,)?IV=0[xX]([0-9a-fA-F]{32})(?:,|$)");
    private static final String VARIANT = "#EXT-X-STREAM-INF:";
    private static final String SEGMENT = ".ts";

    private MadePlaylist() {}

    /**
     * The segments of a media playlist.
     *
     * @param name what each one's name begins with
     * @param vector that all are encrypted with, in hex; null: none is
     */
    static List<VodSegment> segments(String text, String name, @Nullable String vector) throws MadeFailure {
        List<VodSegment> segments = new ArrayList<>();
        int millis = -1;
        @Nullable String used = null;
        for (String line : text.lines().map(String::strip).toList()) {
            Matcher duration = DURATION.matcher(line);
            if (duration.matches()) {
                millis = millis(duration.group(1));
            } else if (line.startsWith(KEY)) {
                used = vector(line);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                if (millis < 0 || segments.size() == MAX_SEGMENTS) {
                    throw new MadeFailure("a playlist that was made names segments without their length, or too many");
                }
                if (!Objects.equals(used, vector)) {
                    throw new MadeFailure("segments that were made are not encrypted as it was ordered");
                }
                segments.add(new VodSegment(name(line, name), millis));
                millis = -1;
            }
        }
        if (segments.isEmpty() || text.lines().noneMatch(line -> line.strip().equals("#EXT-X-ENDLIST"))) {
            throw new MadeFailure("a playlist that was made is empty or has no end");
        }
        return List.copyOf(segments);
    }

    /** Empty: of whole segments under a key it says nothing that could be played. Null: they are in the clear. */
    private static @Nullable String vector(String tag) {
        Matcher sealed = SEALED.matcher(tag);
        return sealed.find() ? sealed.group(1).toLowerCase(Locale.ROOT) : tag.equals(KEY + "METHOD=NONE") ? null : "";
    }

    private static int millis(String seconds) throws MadeFailure {
        int millis = new BigDecimal(seconds).movePointRight(3).intValue();
        if (millis > MAX_MILLIS) {
            throw new MadeFailure("a segment that was made lasts more than an hour");
        }
        return millis;
    }

    private static SegmentName name(String uri, String name) throws MadeFailure {
        String bare = uri.endsWith(SEGMENT) ? uri.substring(0, uri.length() - SEGMENT.length()) : "";
        Optional<SegmentName> parsed = SegmentName.parse(bare);
        if (parsed.isEmpty() || !bare.startsWith(name)) {
            throw new MadeFailure("a playlist that was made names a segment of another order");
        }
        return parsed.get();
    }

    /** The one rendition of a multivariant playlist; nothing of it is measured yet. */
    static Rendition rendition(String text, String rung) throws MadeFailure {
        String variant = text.lines()
                .filter(line -> line.startsWith(VARIANT))
                .findFirst()
                .orElseThrow(() -> new MadeFailure("a multivariant playlist that was made names no rendition"));
        Matcher codecs = CODECS.matcher(variant);
        Matcher size = SIZE.matcher(variant);
        Matcher rate = RATE.matcher(variant);
        if (!codecs.find()) {
            throw new MadeFailure("a multivariant playlist that was made names no codecs");
        }
        boolean isSized = size.find();
        return new Rendition(
                rung,
                codecs.group(1),
                isSized ? Integer.parseInt(size.group(1)) : 0,
                isSized ? Integer.parseInt(size.group(2)) : 0,
                rate.find() ? Double.parseDouble(rate.group(1)) : 0,
                0,
                0);
    }
}
