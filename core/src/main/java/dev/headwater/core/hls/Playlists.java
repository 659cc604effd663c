package dev.headwater.core.hls;

import dev.headwater.core.media.Rendition;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Playlists as RFC 8216bis spells them. Pure functions of what they list. */
public final class Playlists {
    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String GAP = "#EXT-X-GAP\n";
    private static final String MAP = "#EXT-X-MAP:";
    /** Lines of tags end otherwise. */
    private static final Pattern MEDIA_END = Pattern.compile("\\.(ts|m4s)$");

    /** Slates are cut every two seconds. */
    private static final int SLATE_TARGET_DURATION = 2;

    private Playlists() {}

    /**
     * A multivariant playlist.
     *
     * @param base what stands before {@code {rendition}/index.m3u8} in every URI, with its last slash
     */
    public static String multivariant(List<Rendition> renditions, String base) {
        StringBuilder out = new StringBuilder(256 + renditions.size() * 256);
        out.append("#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        MediaGroups groups = new MediaGroups(renditions);
        groups.append(out, base);
        for (Rendition rendition : groups.variants()) {
            out.append("#EXT-X-STREAM-INF:BANDWIDTH=").append(groups.bandwidth(rendition));
            out.append(",AVERAGE-BANDWIDTH=").append(groups.averageBandwidth(rendition));
            out.append(",CODECS=\"").append(groups.codecs(rendition)).append('"');
            if (rendition.width() > 0) {
                out.append(",RESOLUTION=").append(rendition.width()).append('x').append(rendition.height());
            }
            if (rendition.frameRate() > 0) {
                out.append(String.format(Locale.ROOT, ",FRAME-RATE=%.3f", rendition.frameRate()));
            }
            groups.appendNames(out);
            out.append('\n').append(base).append(rendition.name()).append("/index.m3u8\n");
        }
        return out.toString();
    }

    /**
     * The same media playlist for one rendition: that of subtitles differs in what its segments end with, and they need no
     * head.
     *
     * @param media as the other methods write it
     */
    public static String of(String rendition, String media) {
        if (!Rendition.isText(rendition)) {
            return media;
        }
        StringBuilder text = new StringBuilder(media.length());
        for (String line : media.split("\n", -1)) {
            if (!line.startsWith(MAP)) {
                text.append(MEDIA_END.matcher(line).replaceFirst(SegmentForm.TEXT.extension()))
                        .append('\n');
            }
        }
        text.setLength(text.length() - 1); // behind the last line nothing stands
        return text.toString();
    }

    /** How a playlist of subtitles ends before its time: a slate has none. */
    public static String ending(LiveWindow window) {
        return live(window, GAP) + "#EXT-X-ENDLIST\n";
    }

    /** The media playlist of a live window: the same text for every rendition and every viewer, since its URIs are relative. */
    public static String media(LiveWindow window) {
        return live(window, "");
    }

    /**
     * How a live playlist ends before its time: what was listed can not be had any more, and a slate is the last that comes.
     *
     * @param slateBase what stands before the URI of each of the slate's segments
     */
    public static String ending(LiveWindow window, Slate slate, String slateBase) {
        StringBuilder out = new StringBuilder(live(window, GAP));
        out.append("#EXT-X-DISCONTINUITY\n");
        if (window.segments().stream().anyMatch(segment -> segment.key() != null)) {
            out.append(KeyTags.NONE);
        }
        appendSlate(out, slate, slateBase);
        return out.toString();
    }

    /** The media playlist of a slate by itself. */
    public static String slate(Slate slate) {
        StringBuilder out = new StringBuilder(512);
        out.append("#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        out.append("#EXT-X-TARGETDURATION:").append(SLATE_TARGET_DURATION).append('\n');
        out.append("#EXT-X-PLAYLIST-TYPE:VOD\n");
        appendSlate(out, slate, "");
        return out.toString();
    }

    /** The media playlist of a film in the clear. */
    public static String vod(int targetDuration, List<VodSegment> segments) {
        return vod(targetDuration, segments, null);
    }

    /**
     * The media playlist of a film: the same text for every rendition and every viewer, since its URIs are relative.
     *
     * @param targetDuration seconds
     * @param key id of the key all of it is encrypted with; null: it is in the clear
     */
    public static String vod(int targetDuration, List<VodSegment> segments, @Nullable String key) {
        StringBuilder out = new StringBuilder(256 + segments.size() * 64);
        out.append("#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        out.append("#EXT-X-TARGETDURATION:").append(targetDuration).append('\n');
        out.append("#EXT-X-PLAYLIST-TYPE:VOD\n");
        KeyTags keys = new KeyTags(out);
        for (VodSegment segment : segments) {
            keys.before(key, segment.name());
            out.append("#EXTINF:").append(seconds(segment.millis())).append(",\n");
            out.append(segment.name()).append(".ts\n");
        }
        return out.append("#EXT-X-ENDLIST\n").toString();
    }

    /**
     * A segment of the past as a media playlist lists it.
     *
     * @param folder what stands before its URI, with its last slash; empty: that of the rendition
     * @param isMissing whether this rendition was not made then: it is listed for its time, and said not to be there
     */
    public record Past(String folder, Segment segment, boolean isMissing) {
        /** One that is there. */
        public Past(String folder, Segment segment) {
            this(folder, segment, false);
        }
    }

    /**
     * The media playlist of a piece of a channel's past.
     *
     * @param targetDuration seconds
     * @param isWhole whether nothing is ever added: whoever was told of it once need not look again
     * @param isOver whether nothing more is added; until then a player starts at its beginning, not at its end
     */
    public static String past(int targetDuration, List<Past> segments, boolean isWhole, boolean isOver) {
        StringBuilder out = new StringBuilder(256 + segments.size() * 128);
        int version = segments.stream().anyMatch(Past::isMissing) ? 8 : 6; // EXT-X-GAP
        out.append("#EXTM3U\n#EXT-X-VERSION:").append(version).append("\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        out.append("#EXT-X-TARGETDURATION:").append(targetDuration).append('\n');
        out.append("#EXT-X-MEDIA-SEQUENCE:0\n");
        out.append("#EXT-X-PLAYLIST-TYPE:").append(isWhole ? "VOD" : "EVENT").append('\n');
        if (!isWhole) {
            out.append("#EXT-X-START:TIME-OFFSET=0\n");
        }
        appendDated(out, segments, "");
        return (isOver ? out.append("#EXT-X-ENDLIST\n") : out).toString();
    }

    private static void appendSlate(StringBuilder out, Slate slate, String base) {
        MapTags maps = new MapTags(out, new KeyTags(out));
        for (Segment segment : slate.segments()) {
            maps.before(base, segment.head());
            out.append("#EXTINF:").append(seconds(segment.millis())).append(",\n");
            out.append(base).append(segment.name()).append(extension(segment)).append('\n');
        }
        out.append("#EXT-X-ENDLIST\n");
    }

    /** @param tag stands with every segment; {@code EXT-X-GAP} wants version 8 */
    private static String live(LiveWindow window, String tag) {
        StringBuilder out = new StringBuilder(256 + window.segments().size() * 128);
        out.append("#EXTM3U\n#EXT-X-VERSION:").append(tag.isEmpty() ? 6 : 8);
        out.append("\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        out.append("#EXT-X-TARGETDURATION:").append(window.targetDuration()).append('\n');
        out.append("#EXT-X-MEDIA-SEQUENCE:").append(window.mediaSequence()).append('\n');
        out.append("#EXT-X-DISCONTINUITY-SEQUENCE:")
                .append(window.discontinuitySequence())
                .append('\n');
        appendDated(
                out,
                window.segments().stream().map(segment -> new Past("", segment)).toList(),
                tag);
        return out.toString();
    }

    private static void appendDated(StringBuilder out, List<Past> segments, String tag) {
        KeyTags keys = new KeyTags(out);
        MapTags maps = new MapTags(out, keys);
        for (Past past : segments) {
            Segment segment = past.segment();
            String gap = past.isMissing() ? GAP : tag;
            if (segment.discontinuity()) {
                out.append("#EXT-X-DISCONTINUITY\n");
            }
            if (gap.isEmpty()) { // what nobody asks for needs none, and what follows may be of another kind
                maps.before(past.folder(), segment.head());
            }
            keys.before(segment.key(), segment.name());
            out.append("#EXT-X-PROGRAM-DATE-TIME:")
                    .append(DATE_TIME.format(segment.start()))
                    .append('\n');
            out.append("#EXTINF:").append(seconds(segment.millis())).append(",\n");
            out.append(gap)
                    .append(past.folder())
                    .append(segment.name())
                    .append(extension(segment))
                    .append('\n');
        }
    }

    private static String extension(Segment segment) {
        SegmentForm form = segment.head() == null ? SegmentForm.MPEG_TS : SegmentForm.FRAGMENT;
        return form.extension();
    }

    private static String seconds(int millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }
}
