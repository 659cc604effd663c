package dev.headwater.api.ts;

import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.hls.Segment;
import dev.headwater.core.media.Container;
import dev.headwater.core.media.Rendition;
import dev.headwater.core.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one rendition of a channel for all its viewers: reads each segment once, keeps the last ones, and wakes the
 * viewers. {@link #poll()} is called by one thread at a time.
 */
final class TsFollower implements SegmentReader.Room {
    private static final Logger LOG = LoggerFactory.getLogger(TsFollower.class);

    static final Duration POLL_EVERY = Duration.ofMillis(250);
    /** Without anything new for so long, the channel may be off air. */
    static final Duration QUIET = Duration.ofSeconds(15);

    private static final int FIRST = 2;
    /** How often a segment that the store does not give is asked for before it is left out: two seconds. */
    private static final int TRIES = 8;

    private final int channel;
    private final LiveWindows windows;
    private final SegmentReader reader;
    private final Shelf shelf;
    private final LongConsumer shortage;
    private final InstantSource clock;
    private final Set<TsStream> viewers = ConcurrentHashMap.newKeySet();

    private volatile long segmentBytes;
    private volatile boolean offAir;
    private volatile Instant leftAt;

    private String rendition;
    private Optional<Long> next = Optional.empty();
    private boolean gap;
    private int failures;
    private boolean faulty;
    private Instant newsAt;

    /**
     * @param segmentBytes what a segment is expected to have
     * @param shortage called where there is no room for so many bytes; may make some
     */
    record Start(int channel, String rendition, long segmentBytes, LongConsumer shortage) {}

    TsFollower(Start start, LiveWindows windows, SegmentReader reader, MemoryBudget budget, InstantSource clock) {
        this.channel = start.channel();
        this.rendition = start.rendition();
        this.segmentBytes = start.segmentBytes();
        this.shortage = start.shortage();
        this.windows = windows;
        this.reader = reader;
        this.shelf = new Shelf(budget);
        this.clock = clock;
        this.newsAt = clock.instant();
        this.leftAt = newsAt;
    }

    Ring ring() {
        return shelf.ring();
    }

    /** Whether nothing has come for a while and nothing is to be expected. */
    boolean isOffAir() {
        return offAir;
    }

    void join(TsStream viewer) {
        viewers.add(viewer);
    }

    void leave(TsStream viewer) {
        viewers.remove(viewer);
        leftAt = clock.instant();
    }

    boolean isIdle() {
        return viewers.isEmpty();
    }

    /** Whether the last viewer left so long ago. */
    boolean isIdleFor(Duration linger) {
        return viewers.isEmpty() && !clock.instant().isBefore(leftAt.plus(linger));
    }

    /** Looks at the window once and takes what is new. A store that is at fault is asked again the next time. */
    void poll() {
        try {
            look(windows.find(channel), clock.instant());
            faulty = false;
        } catch (StoreException e) {
            if (!faulty) {
                LOG.warn("channel {}: its window can not be read for now", channel, e);
            }
            faulty = true;
        }
    }

    private void look(Optional<LiveWindow> window, Instant now) {
        if (window.isPresent() && take(window.get(), now)) {
            newsAt = now;
            offAir = false;
            viewers.forEach(TsStream::serve);
        } else {
            boolean quiet = !now.isBefore(newsAt.plus(QUIET));
            offAir = quiet && window.map(w -> isOff(w, now)).orElse(true);
        }
    }

    private static boolean isOff(LiveWindow window, Instant now) {
        return window.state() == ChannelState.OFF
                || window.state() == ChannelState.FAILED
                || !window.isPlayable(now)
                || isFragments(window);
    }

    /** Whether it has come to be made as what a stream can not carry: for its viewers that is the end of it. */
    private static boolean isFragments(LiveWindow window) {
        return window.segments().getLast().container() == Container.FMP4;
    }

    /** Whether anything was taken. */
    private boolean take(LiveWindow window, Instant now) {
        if (!window.isPlayable(now) || isFragments(window)) {
            return false;
        }
        stayOnWhatIsMade(window);
        long end = window.nextSequence();
        long from = place(window);
        boolean any = false;
        for (long sequence = from; sequence < end; sequence++) {
            Segment segment = window.segments().get(Math.toIntExact(sequence - window.mediaSequence()));
            try {
                Optional<TsSegment> read =
                        reader.read(channel, rendition, segment, gap || segment.discontinuity(), this);
                read.ifPresent(shelf::put);
                any |= read.isPresent();
                gap = read.isEmpty();
            } catch (StoreException e) {
                failures++;
                if (failures < TRIES) {
                    next = Optional.of(sequence);
                    return any;
                }
                LOG.warn("channel {}: a segment can not be read and is left out", channel, e);
                gap = true;
            }
            failures = 0;
            next = Optional.of(sequence + 1);
        }
        return any;
    }

    /** The sequence number to go on with; notes a gap where it is not the expected one. */
    private long place(LiveWindow window) {
        long first = window.mediaSequence();
        long fresh = Math.max(first, window.nextSequence() - FIRST);
        if (next.isEmpty()) {
            return fresh;
        }
        long expected = next.get();
        boolean countsAnew = expected > window.nextSequence();
        gap |= countsAnew || expected < first;
        return countsAnew ? fresh : Math.max(first, expected);
    }

    /** A channel may come to be made otherwise: then the best rendition is what its viewers get. */
    private void stayOnWhatIsMade(LiveWindow window) {
        if (window.renditions().stream().map(Rendition::name).noneMatch(rendition::equals)) {
            rendition = window.renditions().getFirst().name();
            gap = true;
        }
    }

    /** Counts a segment before it is read: in what is free, then in what others can spare, then instead of older ones. */
    @Override
    public boolean take(long bytes) {
        segmentBytes = Math.max(segmentBytes, bytes);
        if (shelf.take(bytes, Shelf.SEGMENTS)) {
            return true;
        }
        shortage.accept(bytes);
        boolean taken = shelf.take(bytes, 0);
        if (!taken && !viewers.isEmpty()) {
            LOG.warn("channel {}: a segment of {} bytes is left out: no memory", channel, bytes);
        }
        return taken;
    }

    @Override
    public void giveBack(long bytes) {
        shelf.giveBack(bytes);
    }

    /** The bytes it can not do without. */
    long needs() {
        return Shelf.FEWEST * segmentBytes;
    }

    /** Keeps only what it can not do without. Called by any thread. */
    void shrink() {
        shelf.shrink();
    }

    /** Gives the memory back, for good. Called by any thread. */
    void release() {
        shelf.close();
    }
}
