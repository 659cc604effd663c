package dev.headwater.api.metrics;

import dev.headwater.core.hls.ChannelState;
import dev.headwater.core.playback.edge.Edge;
import dev.headwater.core.playback.session.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What the stores said at one moment. Kinds and states that are not there have no one.
 *
 * @param warned channels whose viewers may not like what they see, though they are on air
 * @param publishLag since when the oldest change waits that no list in use shows yet; zero: none does
 */
public record Sample(
        Instant at,
        Map<Hold.Kind, Integer> sessions,
        Map<ChannelState, Integer> channels,
        int warned,
        Map<Edge.State, Integer> edges,
        Duration publishLag) {
    public Sample {
        sessions = Map.copyOf(sessions);
        channels = Map.copyOf(channels);
        edges = Map.copyOf(edges);
    }
}
