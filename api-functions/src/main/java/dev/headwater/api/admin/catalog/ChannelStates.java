package dev.headwater.api.admin.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.LiveWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a channel stands, as operators are told: by its live window, and by how long nobody has written that. */
final class ChannelStates {
    static final Duration REREAD = Duration.ofSeconds(2);
    private static final int MOST_BEGUN = 10_000;
    private static final String OFF = ChannelSettings.label(Channel.Run.OFF);
    private static final String ALWAYS = ChannelSettings.label(Channel.Run.ALWAYS);

    private final ChannelMaking making;
    private final InstantSource clock;
    private final Supplier<Set<Integer>> withheld;
    private final Instant startedAt;
    /** What may be made only since a moment ago: switched on, or no longer withheld. */
    private final Cache<Integer, Boolean> begun;

    private volatile Read last = new Read(Instant.MIN, Map.of());

    /** How those channels stood of which anything was known. */
    private record Read(Instant at, Map<Integer, ChannelState> states) {}

    ChannelStates(ChannelMaking making, InstantSource clock, Supplier<Set<Integer>> withheld) {
        this.making = making;
        this.clock = clock;
        this.withheld = withheld;
        this.startedAt = clock.instant();
        this.begun = Caffeine.newBuilder()
                .expireAfterWrite(LiveWindow.ABANDONED)
                .maximumSize(MOST_BEGUN)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /** A channel was switched on: a worker takes a moment. */
    void begins(int channel) {
        begun.put(channel, true);
    }

    Optional<LiveWindow> window(int channel) {
        return making.windows().find(channel);
    }

    Map<Integer, LiveWindow> windows(Collection<Integer> channels) {
        return making.windows().findAll(channels);
    }

    ChannelState of(Channel channel, Optional<LiveWindow> window) {
        Instant now = clock.instant();
        return state(
                ChannelRow.of(channel),
                window.flatMap(one -> one.stateAt(now)).orElse(null),
                withheld.get(),
                now.toEpochMilli());
    }

    /** One that is looked at by itself. */
    ChannelState now(Channel channel) {
        return of(channel, window(channel.id()));
    }

    /**
     * For lists: nothing is read for a row. What workers make, and did minutes ago, is known from a look at all of it that
     * is {@link #REREAD} old at most; nothing else can be on air.
     */
    Function<ChannelRow, ChannelState> all() {
        return new Function<>() {
            private final Instant now = clock.instant();
            private @Nullable Map<Integer, ChannelState> states;
            private Set<Integer> hidden = Set.of();

            @Override
            public ChannelState apply(ChannelRow row) {
                Map<Integer, ChannelState> known = states;
                if (known == null) {
                    known = read(now);
                    states = known;
                    hidden = withheld.get();
                }
                return state(row, known.get(row.id()), hidden, now.toEpochMilli());
            }
        };
    }

    private ChannelState state(ChannelRow row, @Nullable ChannelState told, Set<Integer> hidden, long nowMillis) {
        if (row.run().equals(OFF) || !making.runs()) {
            return ChannelState.OFF;
        }
        if (hidden.contains(row.id())) {
            begins(row.id());
            return ChannelState.OFF;
        }
        if (told != null) {
            return told;
        }
        if (!row.run().equals(ALWAYS)) {
            return ChannelState.OFF;
        }
        return isEarly(row, nowMillis) ? ChannelState.STARTING : ChannelState.FAILED;
    }

    /** Whether no worker can be expected to have begun it: it is new, or was not to be made, or nobody could. */
    private boolean isEarly(ChannelRow row, long nowMillis) {
        return row.begins() > nowMillis
                || startedAt.plus(LiveWindow.ABANDONED).toEpochMilli() > nowMillis
                || begun.getIfPresent(row.id()) != null;
    }

    private Map<Integer, ChannelState> read(Instant now) {
        Read known = last;
        return isFresh(known, now) ? known.states() : readAnew(now);
    }

    private static boolean isFresh(Read read, Instant now) {
        return read.at().plus(REREAD).isAfter(now) && !read.at().isAfter(now);
    }

    /** One at a time: whoever asks meanwhile has what the first one read. */
    private synchronized Map<Integer, ChannelState> readAnew(Instant now) {
        if (isFresh(last, now)) {
            return last.states();
        }
        Set<Integer> made = new TreeSet<>();
        making.workers().liveWithin(LiveWindow.ABANDONED_FAILED).forEach(worker -> made.addAll(worker.channels()));
        Map<Integer, ChannelState> states = new HashMap<>();
        windows(made).forEach((channel, window) -> window.stateAt(now).ifPresent(state -> states.put(channel, state)));
        last = new Read(now, states);
        return states;
    }

    static long begins(Channel channel) {
        return channel.run() == Channel.Run.ALWAYS
                ? channel.listed().addedAt().plus(LiveWindow.ABANDONED).toEpochMilli()
                : 0;
    }

    /** What is wrong, in an operator's words; null: nothing, or nothing that is known. */
    @Nullable
    String error(ChannelState state, Optional<LiveWindow> window) {
        if (state == ChannelState.OFF) {
            return null;
        }
        if (state == ChannelState.FAILED
                && window.flatMap(one -> one.stateAt(clock.instant())).isEmpty()) {
            return "no worker makes it: 'worker list' shows which there are, and what room they have";
        }
        String error = window.map(LiveWindow::error).orElse(null);
        return error == null && state == ChannelState.FAILED
                ? "nothing has come for " + LiveWindow.ABANDONED.toSeconds() + " s"
                : error;
    }
}
