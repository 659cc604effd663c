package dev.headwater.core.hls;

import dev.headwater.core.media.Container;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.ObjectMeta;
import java.util.Arrays;
import java.util.Optional;

/** What an object of a rendition is: said by how its name ends, in the store and in URIs. */
public enum SegmentForm {
    MPEG_TS(".ts"),
    /** A fragment of an MP4, read with a {@link #HEAD}. */
    FRAGMENT(".m4s"),
    /** A media initialization section (EXT-X-MAP). */
    HEAD(".mp4"),
    /** WebVTT. */
    TEXT(".vtt");

    private final String extension;

    SegmentForm(String extension) {
        this.extension = extension;
    }

    /** Of a rendition's segments. */
    public static SegmentForm of(String rendition, Container container) {
        if (Rendition.isText(rendition)) {
            return TEXT;
        }
        return switch (container) {
            case MPEG_TS -> MPEG_TS;
            case FMP4 -> FRAGMENT;
        };
    }

    /** By the end of a file's name; empty: it is none of them, or not of this rendition. */
    public static Optional<SegmentForm> ofFile(String rendition, String file) {
        return Arrays.stream(values())
                .filter(form -> file.endsWith(form.extension))
                .filter(form -> (form == TEXT) == Rendition.isText(rendition))
                .findFirst();
    }

    /** With its dot. */
    public String extension() {
        return extension;
    }

    /** How it is served. */
    public ObjectMeta meta() {
        return switch (this) {
            case MPEG_TS -> ObjectMeta.segment();
            case FRAGMENT, HEAD -> ObjectMeta.fragment();
            case TEXT -> ObjectMeta.subtitles();
        };
    }
}
