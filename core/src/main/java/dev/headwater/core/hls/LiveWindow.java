package dev.headwater.core.hls;

import dev.headwater.core.media.Rendition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The segments a live channel lists now, and how it is doing. A value: each change is a new window, written over the old
 * one by compare-and-set, so that the sequence numbers only ever grow (RFC 8216bis §6.2.2).
 *
 * @param fence of the lease its writer holds; a window is never replaced by one of a lower fence
 * @param error what is wrong, in an operator's words, where the state says so
 * @param targetDuration seconds, fixed for the channel's life
 * @param mediaSequence EXT-X-MEDIA-SEQUENCE: of the first listed segment, or of the next where none is listed
 * @param discontinuitySequence EXT-X-DISCONTINUITY-SEQUENCE
 * @param renditions best first; empty until the first source was opened
 * @param updatedAt when it was last written
 * @param ingest where what it lists comes from; null: not known yet
 */
public record LiveWindow(
        int channel,
        long fence,
        ChannelState state,
        @Nullable String error,
        int targetDuration,
        long mediaSequence,
        long discontinuitySequence,
        List<Rendition> renditions,
        List<Segment> segments,
        Instant updatedAt,
        @Nullable IngestStatus ingest) {

    /** How long after its last frame a window is still worth showing to a player. */
    public static final Duration SHELF_LIFE = Duration.ofSeconds(60);

    /** A window nobody wrote for so long has no worker behind it. */
    public static final Duration ABANDONED = Duration.ofSeconds(30);

    /** Where nothing works, it is written as seldom as it is tried. */
    public static final Duration ABANDONED_FAILED = Duration.ofMinutes(3);

    /** Segments a player should find before it starts: three, the hold-back of RFC 8216bis §6.3.3. */
    public static final int COMFORTABLE_SEGMENTS = 3;

    /** A window of which nothing is known of its ingest. */
    public LiveWindow(
            int channel,
            long fence,
            ChannelState state,
            @Nullable String error,
            int targetDuration,
            long mediaSequence,
            long discontinuitySequence,
            List<Rendition> renditions,
            List<Segment> segments,
            Instant updatedAt) {
        this(
                channel,
                fence,
                state,
                error,
                targetDuration,
                mediaSequence,
                discontinuitySequence,
                renditions,
                segments,
                updatedAt,
                null);
    }

    public LiveWindow {
        renditions = List.copyOf(renditions);
        segments = List.copyOf(segments);
    }

    /** The window of a channel that never was on air. */
    public static LiveWindow empty(int channel, long fence, int targetDuration, Instant now) {
        return new LiveWindow(
                channel, fence, ChannelState.STARTING, null, targetDuration, 0, 0, List.of(), List.of(), now);
    }

    /** What a new writer starts from: counting goes on, segments past their shelf life go. */
    public LiveWindow takenOver(long newFence, Instant now) {
        LiveWindow kept = isStale(now) ? keepLast(0) : this;
        return kept.with(newFence, ChannelState.STARTING, null, kept.renditions, now);
    }

    /** What outlives the loss of its segments: how far it has counted. */
    public LiveWindow countsOnly() {
        return keepLast(0).with(fence, ChannelState.STARTING, null, List.of(), updatedAt);
    }

    /** Without segments, and further on by as many as may have been listed since it was written. */
    public LiveWindow skipping(long segmentsSince) {
        LiveWindow counts = countsOnly();
        return new LiveWindow(
                channel,
                fence,
                counts.state,
                null,
                targetDuration,
                counts.mediaSequence + segmentsSince,
                counts.discontinuitySequence + segmentsSince,
                List.of(),
                List.of(),
                updatedAt);
    }

    /** The same segments, another state. */
    public LiveWindow inState(ChannelState newState, @Nullable String newError, Instant now) {
        return with(fence, newState, newError, renditions, now);
    }

    /** The same segments, with renditions as they were opened or measured. */
    public LiveWindow withRenditions(List<Rendition> newRenditions, Instant now) {
        return with(fence, state, error, newRenditions, now);
    }

    /** The same segments, with what is known of its ingest now. */
    public LiveWindow withIngest(@Nullable IngestStatus newIngest) {
        return new LiveWindow(
                channel,
                fence,
                state,
                error,
                targetDuration,
                mediaSequence,
                discontinuitySequence,
                renditions,
                segments,
                updatedAt,
                newIngest);
    }

    /** One segment more, and only the last {@code size} of them. */
    public LiveWindow append(Segment segment, int size, Instant now) {
        List<Segment> more = new ArrayList<>(segments);
        more.add(segment);
        ChannelState shown = ingest == null ? ChannelState.ON_AIR : ingest.state();
        return new LiveWindow(
                        channel,
                        fence,
                        shown,
                        ingest == null || shown == ChannelState.ON_AIR ? null : ingest.lastError(),
                        targetDuration,
                        mediaSequence,
                        discontinuitySequence,
                        renditions,
                        more,
                        now,
                        ingest)
                .keepLast(size);
    }

    /** The media sequence number of the segment that comes next. */
    public long nextSequence() {
        return mediaSequence + segments.size();
    }

    /** When the last listed segment ends; empty where none is listed. */
    public Optional<Instant> end() {
        return segments.isEmpty()
                ? Optional.empty()
                : Optional.of(segments.getLast().end());
    }

    /**
     * How the channel is doing as operators are told. What is called on air and shows nothing new has failed: its source
     * stands still, and nobody has said so yet.
     *
     * @return empty where nobody has written for so long that there is no worker behind it
     */
    public Optional<ChannelState> stateAt(Instant now) {
        Duration silence = Duration.between(updatedAt, now);
        if (silence.compareTo(state == ChannelState.OFF ? ABANDONED : ABANDONED_FAILED) >= 0) {
            return Optional.empty();
        }
        return Optional.of(state.isShowing() && silence.compareTo(ABANDONED) > 0 ? ChannelState.FAILED : state);
    }

    /** Whether it lists anything a player could still show. */
    public boolean isPlayable(Instant now) {
        return !segments.isEmpty() && !renditions.isEmpty() && !isStale(now);
    }

    private boolean isStale(Instant now) {
        return end().map(end -> end.plus(SHELF_LIFE).isBefore(now)).orElse(true);
    }

    private LiveWindow keepLast(int size) {
        int gone = Math.max(0, segments.size() - size);
        long discontinuitiesGone = segments.subList(0, gone).stream()
                .filter(Segment::discontinuity)
                .count();
        return new LiveWindow(
                channel,
                fence,
                state,
                error,
                targetDuration,
                mediaSequence + gone,
                discontinuitySequence + discontinuitiesGone,
                renditions,
                segments.subList(gone, segments.size()),
                updatedAt,
                ingest);
    }

    private LiveWindow with(
            long newFence,
            ChannelState newState,
            @Nullable String newError,
            List<Rendition> newRenditions,
            Instant now) {
        return new LiveWindow(
                channel,
                newFence,
                newState,
                newError,
                targetDuration,
                mediaSequence,
                discontinuitySequence,
                newRenditions,
                segments,
                now,
                ingest);
    }
}
