package dev.headwater.core.hls;

import dev.headwater.core.media.Container;
import dev.headwater.core.store.ObjectMeta;
import java.util.Locale;

/** Where segments lie: in the object store, and, behind a slash, on every edge. */
public final class SegmentKeys {
    private SegmentKeys() {}

    /** {@code hls/{id}/}: everything of one stream, and what one signature opens. */
    public static String stream(int id) {
        return "hls/" + id + "/";
    }

    /** {@code hls/{id}/{rendition}/{hour}/{segment}.ts}, and {@code .vtt} of subtitles. */
    public static String segment(int id, String rendition, SegmentName name) {
        return segment(id, rendition, name, SegmentForm.of(rendition, Container.MPEG_TS));
    }

    /** How that is served. */
    public static ObjectMeta meta(String rendition) {
        return SegmentForm.of(rendition, Container.MPEG_TS).meta();
    }

    /** The same of any form. */
    public static String segment(int id, String rendition, SegmentName name, SegmentForm form) {
        return hour(id, rendition, name.hour()) + name + form.extension();
    }

    /** {@code hls/{id}/{rendition}/{hour}/}: where the segments lie that began in an hour. */
    public static String hour(int id, String rendition, String hour) {
        return stream(id) + rendition + "/" + hour + "/";
    }

    /** {@code vod-{fence}-{16 hex}}: what all names begin with that a service makes of one order. */
    public static String vodName(long fence, long random) {
        return String.format(Locale.ROOT, "%s-%d-%016x", SegmentName.VOD, fence, random);
    }

    /** {@code hls/{id}/{rendition}/vod/}: where a film's segments lie. */
    public static String vodFolder(int id, String rendition) {
        return stream(id) + rendition + "/" + SegmentName.VOD + "/";
    }

    /** {@code vod-{fence}-{16 hex}.mp4}: the name of a progressive file. */
    public static String fileName(long fence, long random) {
        return vodName(fence, random) + ".mp4";
    }

    /** {@code hls/{id}/file/vod/{name}}: the progressive file of a film, which no rendition is called after. */
    public static String file(int id, String name) {
        return vodFolder(id, "file") + name;
    }
}
