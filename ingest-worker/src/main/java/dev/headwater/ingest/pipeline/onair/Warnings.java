package dev.headwater.ingest.pipeline.onair;

import dev.headwater.ingest.pipeline.encode.Report;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What viewers may not like at this moment, told whenever it changes. Of one thread. */
final class Warnings {
    enum Kind {
        /** What was to be copied is encoded. */
        ENCODED,
        /** There are no subtitles to draw into the picture. */
        UNBURNT,
        BLACK,
        FROZEN,
        SILENT
    }

    private final Report report;
    private final Map<Kind, String> now = new EnumMap<>(Kind.class);

    Warnings(Report report) {
        this.report = report;
    }

    /** @param language of subtitles that were to be burnt in and are not there; null: there are, or none are wanted */
    void unburnt(@Nullable String language) {
        set(
                Kind.UNBURNT,
                language == null ? null : "the source has no bitmap subtitles in '" + language + "' to burn in");
    }

    /** @param text null: it is no more so */
    void set(Kind kind, @Nullable String text) {
        String before = text == null ? now.remove(kind) : now.put(kind, text);
        if (text == null ? before != null : !text.equals(before)) {
            report.warning(String.join("; ", now.values()));
        }
    }
}
