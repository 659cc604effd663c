package dev.headwater.ingest.supervisor.channel;

import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.IngestStatus;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.media.Packaging;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.StoreException;
import dev.headwater.core.store.codec.ItemTable.Versioned;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes one channel's live window under one fence, always over what was read. Where a higher fence is met, another
 * worker has the channel: from then on nothing is written any more.
 */
final class WindowWriter {
    private static final int MAX_CONFLICTS = 100;

    private final LiveWindows windows;
    private final int channel;
    private final Packaging packaging;
    private final long fence;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Versioned<LiveWindow> read;
    private boolean current;
    private volatile @Nullable IngestStatus ingest;
    private volatile boolean fencedOut;

    WindowWriter(LiveWindows windows, int channel, Packaging packaging, long fence, InstantSource clock) {
        this.windows = windows;
        this.channel = channel;
        this.packaging = packaging;
        this.fence = fence;
        this.clock = clock;
    }

    /** What is known of the ingest from here on; written with what is written next. */
    void ingest(IngestStatus status) {
        ingest = status;
    }

    boolean isFencedOut() {
        return fencedOut;
    }

    /**
     * Makes the window this writer's.
     *
     * @return the window taken over; empty where the writer is fenced out, here and in every method
     */
    Optional<LiveWindow> takeOver() {
        return write(window -> {
            LiveWindow mine = window.takenOver(fence, clock.instant());
            return mine.targetDuration() == packaging.targetDuration()
                    ? mine
                    : emptied(mine, packaging.targetDuration(), mine.renditions());
        });
    }

    Optional<LiveWindow> inState(ChannelState state, @Nullable String error) {
        return write(window -> window.withIngest(ingest).inState(state, error, clock.instant()));
    }

    /** Off air: nothing is listed any more, and counting goes on where it stopped. */
    Optional<LiveWindow> off() {
        return write(window -> emptied(window, window.targetDuration(), window.renditions())
                .inState(ChannelState.OFF, null, clock.instant()));
    }

    /** Shows what was opened, where there is nothing measured to show. */
    Optional<LiveWindow> declare(List<Rendition> renditions) {
        return write(
                window -> window.segments().isEmpty() ? window.withRenditions(renditions, clock.instant()) : window);
    }

    /**
     * Lists one segment more. Segments of renditions there are no more go at the same time: a player that asked for one
     * of them would not find it. So do those of another container: no tag takes back what is said of heads.
     */
    Optional<LiveWindow> append(Segment segment, List<Rendition> renditions) {
        return write(window -> {
            if (isListed(window, segment)) {
                return window;
            }
            boolean isAlike =
                    window.segments().isEmpty() || window.segments().getLast().container() == segment.container();
            LiveWindow base = isAlike && names(window.renditions()).equals(names(renditions))
                    ? window
                    : emptied(window, window.targetDuration(), renditions);
            Segment next = base.nextSequence() == 0 ? segment.marked(false) : segment;
            Instant now = clock.instant();
            return base.withIngest(ingest)
                    .append(next, packaging.windowSegments(), now)
                    .withRenditions(renditions, now);
        });
    }

    /** Forgets the window of a channel there is no more. */
    void delete() {
        windows.delete(channel);
    }

    /** The media sequence number of the segment that comes next. */
    long nextSequence() {
        lock.lock();
        try {
            return read == null ? 0 : read.value().nextSequence();
        } finally {
            lock.unlock();
        }
    }

    private Optional<LiveWindow> write(UnaryOperator<LiveWindow> change) {
        lock.lock();
        try {
            for (int attempt = 0; attempt < MAX_CONFLICTS; attempt++) {
                if (!current) {
                    read = windows.findVersioned(channel).orElse(null);
                    current = true;
                }
                if (read != null && read.value().fence() > fence) {
                    fencedOut = true;
                }
                if (fencedOut) {
                    return Optional.empty();
                }
                LiveWindow before = read == null
                        ? LiveWindow.empty(channel, fence, packaging.targetDuration(), clock.instant())
                        : read.value();
                LiveWindow after = change.apply(before);
                if (read != null && after.equals(before)) {
                    return Optional.of(after);
                }
                current = false; // until the store has answered, what stands there is not known
                Optional<Versioned<LiveWindow>> written = windows.replace(read, after);
                if (written.isPresent()) {
                    read = written.get();
                    current = true;
                    return Optional.of(after);
                }
            }
            throw new StoreException("the live window of channel " + channel + " is written by somebody else");
        } finally {
            lock.unlock();
        }
    }

    private LiveWindow emptied(LiveWindow window, int targetDuration, List<Rendition> renditions) {
        long discontinuities =
                window.segments().stream().filter(Segment::discontinuity).count();
        return new LiveWindow(
                window.channel(),
                window.fence(),
                window.state(),
                window.error(),
                targetDuration,
                window.nextSequence(),
                window.discontinuitySequence() + discontinuities,
                renditions,
                List.of(),
                clock.instant(),
                window.ingest());
    }

    private static boolean isListed(LiveWindow window, Segment segment) {
        return window.segments().stream().anyMatch(s -> s.name().equals(segment.name()));
    }

    private static List<String> names(List<Rendition> renditions) {
        return renditions.stream().map(Rendition::name).toList();
    }
}
