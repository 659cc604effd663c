package dev.headwater.core.playback;

import com.github.benmanes.caffeine.cache.Cache;
import dev.headwater.core.Caches;
import dev.headwater.core.account.Authenticator;
import dev.headwater.core.account.Bouquets;
import dev.headwater.core.account.ClientIdentity;
import dev.headwater.core.account.Credentials;
import dev.headwater.core.account.Line;
import dev.headwater.core.account.Lines;
import dev.headwater.core.catalog.Channel;
import dev.headwater.core.catalog.Channels;
import dev.headwater.core.hls.SlateReason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Whether a line may watch a channel, looked at with every request. */
final class Gate {
    private static final int CACHED_CHANNELS = 10_000;

    private final Authenticator authenticator;
    private final Lines lines;
    private final Bouquets bouquets;
    private final Channels channels;
    private final InstantSource clock;
    private final Cache<Integer, Optional<Channel>> recent;

    Gate(Authenticator authenticator, Lines lines, Bouquets bouquets, Channels channels, InstantSource clock) {
        this.authenticator = authenticator;
        this.lines = lines;
        this.bouquets = bouquets;
        this.channels = channels;
        this.clock = clock;
        this.recent = Caches.expiring(clock, Caches.MOMENT, CACHED_CHANNELS);
    }

    sealed interface Verdict {
        /** It may. */
        record Open(Line line) implements Verdict {}

        /** It may not, and is to be told why. */
        record Told(Line line, SlateReason reason) implements Verdict {}

        /** It may not. */
        record Shut(Refusal reason) implements Verdict {}
    }

    /** Of a viewer that comes in with its credentials. */
    Verdict enter(Credentials credentials, int channel, ClientIdentity client) {
        return switch (authenticator.login(credentials, client)) {
            case Authenticator.Unknown unknown -> new Verdict.Shut(Refusal.BAD_CREDENTIALS);
            case Authenticator.Throttled throttled -> new Verdict.Shut(Refusal.THROTTLED);
            case Authenticator.Known known -> enter(known.line(), channel);
        };
    }

    private Verdict enter(Line line, int id) {
        Optional<Channel> channel = recent.get(id, channels::find);
        if (channel.isEmpty()) {
            return new Verdict.Shut(Refusal.UNKNOWN);
        }
        return channel.get().enabled() ? watch(line, id) : new Verdict.Shut(Refusal.FORBIDDEN);
    }

    /** Of a viewer that has been let in before: kick aside, nothing stays as it was then. */
    Verdict goOn(int lineId, Instant letIn, int channel) {
        return lines.find(lineId)
                .filter(line -> !letIn.isBefore(line.passwordSince()))
                .map(line -> enter(line, channel))
                .orElseGet(() -> new Verdict.Shut(Refusal.FORBIDDEN));
    }

    private Verdict watch(Line line, int channel) {
        if (!bouquets.anyHolds(line.bouquets(), channel)) {
            return new Verdict.Shut(Refusal.FORBIDDEN);
        }
        return switch (line.statusAt(clock.instant())) {
            case ACTIVE -> new Verdict.Open(line);
            case EXPIRED -> new Verdict.Told(line, SlateReason.EXPIRED);
            case BANNED -> new Verdict.Told(line, SlateReason.BANNED);
            case DISABLED -> new Verdict.Shut(Refusal.FORBIDDEN);
        };
    }
}
