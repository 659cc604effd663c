package dev.headwater.api.metrics;

import dev.headwater.api.listing.PublishLag;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.catalog.Withheld;
import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.hls.IngestStatus;
import dev.headwater.core.hls.LiveWindow;
import dev.headwater.core.hls.LiveWindows;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.edge.EdgePool;
import dev.headwater.core.playback.edge.PoolMember;
import dev.headwater.core.playback.session.Sessions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Reads from the stores what gauges show: an item for each channel that is on and each line that plays. */
public final class StoreSampler implements Supplier<Sample> {
    private final Sessions sessions;
    private final Channels channels;
    private final LiveWindows windows;
    private final Withheld withheld;
    private final EdgePool edges;
    private final PublishLag lag;
    private final InstantSource clock;

    public StoreSampler(
            Sessions sessions,
            Channels channels,
            LiveWindows windows,
            Withheld withheld,
            EdgePool edges,
            PublishLag lag,
            InstantSource clock) {
        this.sessions = sessions;
        this.channels = channels;
        this.windows = windows;
        this.withheld = withheld;
        this.edges = edges;
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public Sample get() {
        Instant now = clock.instant();
        Map<ChannelState, Integer> states = new EnumMap<>(ChannelState.class);
        AtomicInteger warned = new AtomicInteger();
        channels.forEach(channel -> {
            boolean isMade = channel.enabled() && !withheld.holdsStream(channel.id());
            Optional<LiveWindow> window = isMade ? windows.find(channel.id()) : Optional.empty();
            ChannelState state = isMade ? state(channel, window, now) : ChannelState.OFF;
            states.merge(state, 1, Integer::sum);
            boolean isWarned =
                    window.map(LiveWindow::ingest).map(IngestStatus::warning).isPresent();
            if (isWarned && state.isShowing()) {
                warned.incrementAndGet();
            }
        });
        return new Sample(now, sessions.count(), states, warned.get(), edgeStates(), lag.measure());
    }

    private static ChannelState state(Channel channel, Optional<LiveWindow> window, Instant now) {
        return window.flatMap(each -> each.stateAt(now)).orElseGet(() -> {
            if (channel.run() != Channel.Run.ALWAYS) {
                return ChannelState.OFF;
            }
            Instant begins = channel.listed().addedAt().plus(LiveWindow.ABANDONED);
            return begins.isAfter(now) ? ChannelState.STARTING : ChannelState.FAILED;
        });
    }

    private Map<Edge.State, Integer> edgeStates() {
        Map<Edge.State, Integer> counts = new EnumMap<>(Edge.State.class);
        edges.members().stream().map(PoolMember::state).forEach(state -> counts.merge(state, 1, Integer::sum));
        return counts;
    }
}
