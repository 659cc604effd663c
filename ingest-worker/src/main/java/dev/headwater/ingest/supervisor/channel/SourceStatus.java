package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.hls.IngestStatus;
import dev.headwater.core.media.Source;
import dev.headwater.ingest.frames.Frame;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one channel's children told of its sources. Of one thread: the one that reads them. */
final class SourceStatus {
    static final String LATE = "segments come late: the machine may be too slow for all it makes";

    private static final String SLATE = "the slate";

    private final List<Source> sources;
    private final InstantSource clock;
    private @Nullable Integer onAir = 0;
    private Instant since = Instant.EPOCH;
    private @Nullable String lastError;
    private @Nullable Instant lastErrorAt;
    private @Nullable String warning;
    private boolean late;
    private boolean isTold;
    private long bitRate;
    private int runs;

    SourceStatus(List<Source> sources, InstantSource clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /** A child was started. */
    void started() {
        runs++;
        warning = null;
        late = false;
        isTold = false;
        since = clock.instant();
    }

    /** A child has ended that nobody had stopped. */
    void ended(String reason) {
        lastError = reason;
        lastErrorAt = clock.instant();
        bitRate = 0;
    }

    /** @param source see {@link Frame.OnAir} */
    void onAir(int source) {
        isTold = true;
        onAir = source == Frame.OnAir.SLATE ? null : Math.clamp(source, 0, sources.size() - 1);
        since = clock.instant();
        bitRate = 0;
    }

    /** The place among the sources, from 0, of what this child has on air; empty: the slate, or nothing yet. */
    Optional<Integer> shown() {
        return isTold ? Optional.ofNullable(onAir) : Optional.empty();
    }

    /** As it is shown to operators, which is returned. */
    String failed(int source, String text) {
        lastError = sources.size() == 1 ? text : name(source) + ": " + text;
        lastErrorAt = clock.instant();
        return lastError;
    }

    /** @param text empty: no more */
    void warned(String text) {
        warning = text.isEmpty() ? null : text;
    }

    /** @param late whether a segment is overdue */
    void heard(long bits, boolean late) {
        this.bitRate = bits;
        this.late = late;
    }

    /** Without credentials. */
    String name(int source) {
        if (source < 0 || source >= sources.size()) {
            return SLATE;
        }
        return "source " + (source + 1) + " (" + sources.get(source) + ")";
    }

    IngestStatus now() {
        return new IngestStatus(
                onAir,
                onAir == null ? null : sources.get(onAir).toString(),
                since,
                lastError,
                lastErrorAt,
                onAir == null ? 0 : bitRate,
                Math.max(0, runs - 1),
                warning == null && late ? LATE : warning);
    }
}
