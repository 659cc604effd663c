package dev.headwater.core.hls;

/** Where segments lie: in the object store, and, behind a slash, on every edge. */
public final class SegmentKeys {
    private SegmentKeys() {}

    /** {@code hls/{id}/}: everything of one stream, and what one signature opens. */
    public static String stream(int id) {
        return "hls/" + id + "/";
    }

    /** {@code hls/{id}/{rendition}/{hour}/{segment}.ts}. */
    public static String segment(int id, String rendition, SegmentName name) {
        return stream(id) + rendition + "/" + name.hour() + "/" + name + ".ts";
    }

    /** {@code hls/{id}/file/vod/{name}}: the progressive file of a film, which no rendition is called after. */
    public static String file(int id, String name) {
        return stream(id) + "file/vod/" + name;
    }
}
